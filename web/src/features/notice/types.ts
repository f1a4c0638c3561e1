import type { FormQuestion, NoticeCheck, NoticeLine, NoticeMoment, NoticeMyChild, NoticeNumbers, NoticeReceipts, NoticeReminding, NoticeReplied, NoticeTimes, NoticeView } from '../../api/schema'

// The generated shapes under the names this room speaks. Times are Unix milliseconds, 0 = not set.

export type NoticeType = NoticeView['type']
export type Level = NoticeView['level']
export type Need = NoticeView['need']

/** A question that shows whether the words were understood; what is right, and the line that tells it, only staff see. */
export type Question = FormQuestion

/** A moment as a school says it: the instant, and a word ("清早", "前") where one was given. */
export type Moment = NoticeMoment

/** Leave and return for a holiday, begin and end for the rest; the end may be missing. */
export type Times = NoticeTimes

/** What a notice wants beyond a look. */
export type Wants = Pick<NoticeView, 'form' | 'visible' | 'per' | 'many' | 'noLate' | 'secret'> & { question?: Question }

/** What staff write, and may correct later. */
export type NoticeFields = Wants & Pick<NoticeView, 'type' | 'title' | 'level' | 'need' | 'times' | 'students'> &
  Required<Pick<NoticeView, 'text' | 'checklist' | 'dueAt' | 'publishAt' | 'pinned' | 'expiresAt'>>

/** A notice with every field there that the wire may leave out. */
export type Notice = NoticeView & Required<Pick<NoticeView, 'text' | 'checklist' | 'dueAt' | 'publishAt' | 'pinned' | 'expiresAt' | 'ask' | 'mine' | 'checks'>>

/** One field of a correction; the values are the field's own, so a time stays a time. */
export interface Change { field: string; before: unknown; after: unknown }

/** What was answered for one of my children; never for another family's. `own` is the reader's part of it. */
export type Mine = NoticeMyChild

/** One line of a family's own checklist, by its place. */
export type Tick = NoticeCheck

/** Children by receipt; confirmed, read, delivered and silent add up to all. */
export type Numbers = NoticeNumbers

export type Receipts = NoticeReceipts
export type Receipt = NoticeLine
export type ReceiptState = NoticeLine['state']
export type Reminded = NoticeReminding

/** What became of a typed line: folded into a receipt or a thank-you, or left as a reply. */
export type Folded = NoticeReplied

/** Fills in what the wire leaves out. */
export function whole(n: NoticeView): Notice {
  return { text: '', checklist: [], dueAt: 0, publishAt: 0, pinned: false, expiresAt: 0, ask: '', mine: [], checks: [], ...n }
}
