import { api } from '../api/client'

const calm = 1500
const marks = new Map<string, { rev: number; seq: number }>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Notes that this device holds a conversation up to `rev`; the server is told a little later, so that a burst is one word. It is what staff see as delivered. */
export function holds(conversation: string, rev: number): void {
  raise(conversation, rev, 0)
}

/** Notes that the person has read a conversation up to the entry `seq`. */
export function reads(conversation: string, seq: number): void {
  raise(conversation, 0, seq)
}

function raise(conversation: string, rev: number, seq: number): void {
  note(conversation, { rev, seq })
  clearTimeout(timer)
  timer = setTimeout(() => void tell(), calm)
}

function note(conversation: string, mark: { rev: number; seq: number }): void {
  const known = marks.get(conversation) ?? { rev: 0, seq: 0 }
  marks.set(conversation, { rev: Math.max(mark.rev, known.rev), seq: Math.max(mark.seq, known.seq) })
}

// A mark that does not arrive is told again with the next batch: nothing waits for it.
async function tell(): Promise<void> {
  const all = Array.from(marks)
  marks.clear()
  await Promise.all(all.map(([conversation, mark]) => api.post(`/conversations/${conversation}/mark`, mark).catch(() => note(conversation, mark))))
}

/** Forgets what is still to be told; called at sign-out. */
export function forgetHeld(): void {
  clearTimeout(timer)
  marks.clear()
}
