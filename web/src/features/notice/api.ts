import { api } from '../../api/client'
import type { Asked } from '../../db/answers'
import { submit } from '../../db/outbox'
import { uuid } from '../../lib/random'
import type { AskMine, AskTemplate, Form, NoticeView } from '../../api/schema'
import type { Folded, NoticeFields, Question, Reminded, Times } from './types'

/** Posts a notice to a class; with `publishAt` it waits until then. Staff of the class only. */
export const postNotice = (klass: string, fields: NoticeFields) => api.post<NoticeView>(`/classes/${klass}/notices`, fields)

/** Corrects the version that was looked at; `reopen` asks every family again. */
export const correctNotice = (id: string, fields: NoticeFields, version: number, reopen: boolean) =>
  api.put<NoticeView>(`/notices/${id}`, { ...fields, version, reopen })

/** Takes a notice back: it disappears from every family's list and its ask closes. */
export const recallNotice = (id: string) => api.post<NoticeView>(`/notices/${id}/recall`)

/** Pins a notice to the top of the class's feed, or lets it go. */
export const pinNotice = (id: string, pinned: boolean) => api.put<NoticeView>(`/notices/${id}/pin`, { pinned })

/** Reminds families, each at most once an hour; tells whom it left out and why. */
export const remind = (id: string, students: string[]) => api.post<Reminded>(`/notices/${id}/remind`, { students })

/** Says something under a notice; "收到" and thanks come back folded. */
export const sayUnder = (id: string, student: string, text: string) =>
  submit<Folded>({ path: `/notices/${id}/replies`, body: { text, student }, lane: `notice/${id}`, mark: `reply/${id}/${uuid()}`, what: text })

/** A teacher's word under a notice: for the class, or with `student` for that child's family. */
export const replyUnder = (id: string, student: string, text: string) =>
  api.post<Folded>(`/notices/${id}/replies`, { text, student: student || undefined })

/** Undoes a folding; with `asReply` the words are sent as a reply after all. */
export const unfold = (id: string, undo: string, asReply: boolean) => api.post<void>(`/notices/${id}/replies/undo`, { undo, asReply })

/** Ticks a line of a family's own checklist; the last tick of a line is the one that counts. */
export const tick = (id: string, student: string, item: number, done: boolean, what: string) =>
  submit({ method: 'PUT', path: `/notices/${id}/checks`, body: { student, item, done }, mark: `check/${id}/${student}/${item}`, what })

/** Answers the question of a notice for a child. Guardians only; a wrong answer comes back with the line that tells the right one. */
export const answerQuestion = (a: Asked, answer: number, shownMs: number) =>
  api.post<AskMine>(`/asks/${a.ask}/answer`, { student: a.student, version: a.version, level: 'understood', values: { answer }, shownMs })

/** The forms the school has kept. Staff only. */
export async function readTemplates(): Promise<AskTemplate[]> {
  return (await api.list<AskTemplate>('/forms')).items
}

/** Keeps a form under a name for every teacher of the school. */
export const keepTemplate = (name: string, form: Form) => api.post<void>('/forms', { name, form })

/** Throws a kept form away; what was made with it stays. */
export const deleteTemplate = (id: string) => api.delete<void>(`/forms/${id}`)

/** A question found in the words of a notice; none where it names no day and no hour. Nothing is stored. Staff of the class only. */
export async function proposeQuestion(klass: string, title: string, text: string, times: Times | undefined): Promise<Question | undefined> {
  return (await api.post<{ question?: Question }>(`/classes/${klass}/notices/question`, { title, text, times })).question
}

/** A child as the audience picker and the seat map need it. */
export interface Pupil { id: string; name: string; number: string; seat: number }

/** The children of a class in seat order. Staff of the class only. */
export async function readPupils(klass: string): Promise<Pupil[]> {
  return (await api.list<Pupil>(`/classes/${klass}/students`)).items
}
