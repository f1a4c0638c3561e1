import { api } from '../../api/client'
import { submit } from '../../db/outbox'
import { uuid } from '../../lib/random'
import type { Folded, Notice, NoticeFields, Receipts, Reminded } from './types'

// What is not set is left out on the wire.
function wire(fields: NoticeFields) {
  const { class: _, times, ...rest } = fields
  return {
    ...rest,
    times: times ? { start: times.start ?? undefined, end: times.end ?? undefined } : undefined,
    students: fields.students ?? undefined,
  }
}

/** Posts a notice; with `publishAt` it waits until then. Staff of the class only. */
export const postNotice = (fields: NoticeFields) => api.post<Notice>(`/classes/${fields.class}/notices`, wire(fields))

/** Corrects the version that was looked at; `reopen` asks every family again. */
export const correctNotice = (id: string, fields: NoticeFields, version: number, reopen: boolean) =>
  api.put<Notice>(`/notices/${id}`, { ...wire(fields), version, reopen })

/** Takes a notice back: it disappears from every family's list and its ask closes. */
export const recallNotice = (id: string) => api.post<Notice>(`/notices/${id}/recall`)

/** Pins a notice to the top of the class's feed, or lets it go. */
export const pinNotice = (id: string, pinned: boolean) => api.put<Notice>(`/notices/${id}/pin`, { pinned })

/** One notice with what concerns the caller. */
export const readNotice = (id: string) => api.get<Notice>(`/notices/${id}`)

/** Who has it, silent first. Staff of the class only. */
export const readReceipts = (id: string) => api.get<Receipts>(`/notices/${id}/receipts`)

/** Reminds families, each at most once an hour; tells whom it left out and why. */
export const remind = (id: string, students: string[]) => api.post<Reminded>(`/notices/${id}/remind`, { students })

/** Says something under a notice; "收到" and thanks come back folded. */
export const sayUnder = (id: string, student: string, text: string) =>
  submit<Folded>({ path: `/notices/${id}/replies`, body: { text, student: student || undefined }, lane: `notice/${id}`, mark: `reply/${id}/${uuid()}`, what: text })

/** Undoes a folding; with `asReply` the words are sent as a reply after all. */
export const unfold = (id: string, undo: string, asReply: boolean) => api.post<void>(`/notices/${id}/replies/undo`, { undo, asReply })

/** Ticks a line of a family's own checklist; the last tick of a line is the one that counts. */
export const tick = (id: string, student: string, item: number, done: boolean, what: string) =>
  submit({ method: 'PUT', path: `/notices/${id}/checks`, body: { student, item, done }, mark: `check/${id}/${student}/${item}`, what })

/** A child as the audience picker and the seat map need it. */
export interface Pupil { id: string; name: string; number: string; seat: number }

/** The children of a class in seat order. Staff of the class only. */
export async function readPupils(klass: string): Promise<Pupil[]> {
  const page = await api.get<{ items: Pupil[] }>(`/classes/${klass}/students`)
  return page.items
}
