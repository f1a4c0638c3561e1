// Shapes that several screens share, as the server sends them. Times are Unix milliseconds.

import type { MediaAttached } from './schema'

/** Who is using the app. */
export type Role = 'staff' | 'guardian' | 'student'

/** The person's own settings, kept on the server so that the next device knows them. */
export interface Prefs { lang?: 'zh' | 'en'; text?: 'normal' | 'large'; theme?: 'auto' | 'light' | 'dark'; elder?: boolean }

/** One of my children, as the product names things: 李明, 明, 李明妈妈. */
export interface Child {
  student: string
  name: string
  given: string
  class: { id: string; name: string }
  conversation: string
  family: string
  relation: string
  label: string
  standIn: boolean
  tone: 1 | 2 | 3
}

/** The answer of GET /session. */
export interface Session {
  known: boolean
  setup: boolean
  person?: { id: string; role: Role; name: string; label: string; prefs?: Prefs }
  school?: { id: string; name: string }
  classes?: { id: string; name: string; role: 'head' | 'teacher' | 'office' }[]
  children?: Child[]
  pending?: { claim: string; state: 'waiting' | 'refused' } | null
}

/** Who wrote an entry. */
export interface Author { id: string; name: string; label: string; role: Role }

/** One entry of a conversation's log; `seq` orders it for ever, `rev` grows with every change anywhere in the log. */
export interface Entry<B = unknown> {
  conversation: string
  seq: number
  rev: number
  kind: 'notice' | 'reply' | 'gone' | string
  at: number
  by: Author
  parent: number
  ref: string
  body: B
}

/** What GET /conversations/{conversation}/entries answers. */
export interface Page { entries: Entry[]; head: number; more: boolean; older?: boolean }

/** A notice as it stands in the log. */
export interface NoticeBody {
  type: 'holiday' | 'exam' | 'activity' | 'meeting' | 'general' | 'chain' | 'poll' | 'slip' | 'form'
  title: string
  text: string
  times: Times | null
  checklist: string[]
  level: 'read' | 'confirm' | 'understood' | 'sign' | 'form'
  need: 'any' | 'all'
  dueAt: number
  ask: string
  version: number
  pinned: boolean
  expiresAt: number
  changes?: { field: string; before: unknown; after: unknown }[]
  correctedAt?: number
  received: number
  thanks: number
  /** Of a chain: how many answered, of how many; never who. */
  answered?: number
  of?: number
  state: 'scheduled' | 'published' | 'recalled' | 'expired'
}

/** When it begins and ends; `word` is how the teacher said it (清早, 18:20 前). */
export interface Times { start: { at: number; word: string }; end: { at: number; word: string } }

/** An album as it stands in the log: it counts and shows only what every member of the class may see. */
export interface AlbumBody { album: string; title: string; day: string; count: number; videos: number; cover: MediaAttached[] }
