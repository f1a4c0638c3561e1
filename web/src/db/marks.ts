import { api } from '../api/client'

const calm = 1500
const held = new Map<string, number>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Notes that this device holds a conversation up to `rev`; the server is told a little later, so that a burst is one word. It is what staff see as delivered. */
export function holds(conversation: string, rev: number): void {
  held.set(conversation, Math.max(rev, held.get(conversation) ?? 0))
  clearTimeout(timer)
  timer = setTimeout(() => void tell(), calm)
}

// A mark that does not arrive is told again with the next batch: nothing waits for it.
async function tell(): Promise<void> {
  const all = Array.from(held)
  held.clear()
  await Promise.all(all.map(([conversation, rev]) => api.post(`/conversations/${conversation}/mark`, { rev, seq: 0 }).catch(() => {})))
}

/** Forgets what is still to be told; called at sign-out. */
export function forgetHeld(): void {
  clearTimeout(timer)
  held.clear()
}
