import type { Author, NoticeBody } from '../../api/types'

// The wire shapes of the notice room. Times are Unix milliseconds, 0 = not set.

export type NoticeType = NoticeBody['type']
export type Level = NoticeBody['level']
export type Need = NoticeBody['need']

/** A moment as a school says it: the instant, and a word ("清早", "前") where one was given. */
export interface Moment { at: number; word: string }

/** Leave and return for a holiday, begin and end for the rest; either may be missing. */
export interface Times { start: Moment | null; end: Moment | null }

/** What staff write, and may correct later. */
export interface NoticeFields {
  class: string
  type: NoticeType
  title: string
  text: string
  times: Times | null
  checklist: string[]
  students: string[] | null
  level: Level
  need: Need
  dueAt: number
  publishAt: number
  pinned: boolean
  expiresAt: number
}

/** One field of a correction; the values are the field's own, so a time stays a time. */
export interface Change { field: string; before: unknown; after: unknown }

export interface Correction { version: number; at: number; by: Author; fields: Change[] }

/** What was answered for one of my children; never for another family's. */
export interface Mine {
  student: string
  name: string
  /** Of the child's whole family, and of the reader alone. */
  state: 'none' | 'read' | 'confirmed'
  own: 'none' | 'read' | 'confirmed'
  done: boolean
  at: number
  reopened: boolean
  remindedAt: number
  conversation: string
  seq: number
}

/** One line of a family's own checklist, by its place. */
export interface Tick { student: string; item: number; done: boolean }

/** Children by receipt; the four add up to all. */
export interface Counts { confirmed: number; read: number; delivered: number; silent: number }

/** All children, and those of whom nothing more is expected. */
export interface Numbers extends Counts { total: number; answered: number }

export interface Notice extends NoticeFields {
  id: string
  className: string
  ask: string
  author: Author
  at: number
  state: NoticeBody['state']
  version: number
  changes: Correction[]
  place: { conversation: string; seq: number } | null
  mine: Mine[]
  checks: Tick[]
  thanks: number
  received: number
  counts?: Numbers
}

export type ReceiptState = keyof Counts

export interface Contact { label: string; phone: string }

export interface Receipt {
  student: string
  name: string
  seat: number
  state: ReceiptState
  by: { label: string; at: number; via: string; level: Level }[]
  remindedAt: number
  canRemindAt: number
  done: boolean
  reason?: { key: string; text: string }
  contacts: Contact[]
}

export interface Receipts {
  total: number
  counts: Numbers
  openedAt: number
  items: Receipt[]
  ladder: { channel: string; count: number }[]
}

export interface Reminded { reminded: string[]; skipped: { student: string; key: string; text: string }[] }

/** What became of a typed line: folded into a receipt or a thank-you, or left as a reply. */
export interface Folded { folded: boolean; receipt: boolean; thanks: boolean; undo?: string }

/** A notice as it comes over the wire: what is not set is left out. */
export type SparseNotice = Pick<Notice, 'id' | 'class' | 'title' | 'type' | 'state' | 'author'> & Partial<Notice>

/** A notice with every field there. */
export function whole(n: SparseNotice): Notice {
  return {
    className: '', text: '', times: null, checklist: [], students: null, level: 'read', need: 'any', dueAt: 0, publishAt: 0, pinned: false, expiresAt: 0,
    ask: '', at: 0, version: 1, changes: [], place: null, mine: [], checks: [], thanks: 0, received: 0, ...n,
  }
}
