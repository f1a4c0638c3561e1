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

/** What this device keeps for one person. Two ways to keep it: IndexedDB, and memory where that is missing. */
export interface Store {
  /** The last known state of a conversation's newest entries, oldest first; with `before` those older than it. */
  entries(conversation: string, limit: number, before?: number): Promise<Entry[]>
  /** Keeps entries and the rev up to which the log is complete, in one step. Older revs never replace newer ones. */
  keep(conversation: string, entries: Entry[], head: number | null): Promise<void>
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
