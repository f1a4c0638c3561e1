import type { Entry } from '../api/types'

/** A write that waits for the server. `lane` keeps order (a conversation, or '' for none); `mark` finds it again. */
export interface Waiting {
  id: string
  key: string
  order: number
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: unknown
  lane: string
  mark: string
  what: string
  state: 'queued' | 'sending' | 'failed'
  tries: number
  why?: { title: string; detail: string }
}

/** What is known here of a conversation: every entry from seq `floor` on (0: all there ever was), as it stood at `rev`. */
export interface Known { rev: number; floor: number }

/** Which entries are wanted: those before a seq, or only some kinds. Kinds in `landmarks` may also lie below the floor. */
export interface Wanted { before?: number; kinds?: readonly string[] }

/** What this device keeps for one person. Two ways to keep it: IndexedDB, and memory where that is missing. */
export interface Store {
  /** The last known state of a conversation's newest entries, oldest first; without kinds, an unbroken run. */
  entries(conversation: string, limit: number, wanted?: Wanted): Promise<Entry[]>
  /** Keeps entries and the rev up to which the log is complete, in one step. Older revs never replace newer ones; what the log holds too much is forgotten from its beginning. */
  keep(conversation: string, entries: Entry[], head: number | null): Promise<void>
  /** Forgets a conversation's log and begins it anew. */
  restart(conversation: string, entries: Entry[], known: Known): Promise<void>
  /** How far a conversation is known. */
  known(conversation: string): Promise<Known>
  /** The rev up to which each conversation is complete here. */
  heads(): Promise<Record<string, number>>
  get<T>(name: string): Promise<T | undefined>
  set(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  waiting(): Promise<Waiting[]>
  wait(item: Waiting): Promise<void>
  sent(id: string): Promise<void>
  /** Forgets everything; called at sign-out. */
  wipe(): Promise<void>
}

/** Nothing is known. */
export const unknown: Known = { rev: 0, floor: 0 }

/** Kinds that stay when the talk around them is forgotten: the home shows them. */
export const landmarks: readonly string[] = ['notice', 'album', 'round']

/** The most entries a conversation keeps on the device before it forgets, and how many are left then. */
export const bounds = { most: 1500, left: 1000, landmarks: 300 }

/** What a full log forgets, oldest first: talk beyond what is left, and landmarks beyond theirs. `floor` is where the unbroken run then begins. */
export function surplus(log: readonly Entry[]): { gone: Entry[]; floor: number } {
  const sorted = log.slice().sort((a, b) => a.seq - b.seq)
  const cut = Math.max(0, sorted.length - bounds.left)
  const old = sorted.slice(0, cut)
  const marks = old.filter((e) => landmarks.indexOf(e.kind) >= 0)
  const stay = new Set(marks.slice(-bounds.landmarks))
  return { gone: old.filter((e) => !stay.has(e)), floor: sorted[cut]?.seq ?? 0 }
}
