import { fromInput, toInput } from '../../lib/time'
import { draftsOf, formOf, type FieldDraft } from './formdraft'
import { timesOf } from './lift'
import { edgeOf } from './moments'
import type { NoticeView } from '../../api/schema'
import type { Change, Level, Need, NoticeFields, NoticeType, Question, Wants } from './types'

/** A notice while it is being written: every value as its input holds it. Days and hours are local. */
export interface Draft {
  type: NoticeType
  title: string
  text: string
  start: string
  startWord: string
  end: string
  endWord: string
  checklist: string[]
  everyone: boolean
  students: string[]
  level: Level
  need: Need
  due: string
  publish: string
  expires: string
  pinned: boolean
  form: FieldDraft[]
  question: Question
  per: 'family' | 'person' | 'student'
  many: boolean
  noLate: boolean
  secret: boolean
}

/** What a plain notice may be about; the other types bring a form. */
export const types: readonly NoticeType[] = ['general', 'holiday', 'exam', 'activity', 'meeting']

/** What a sheet can be: a notice, or something to fill in. */
export const sheets = ['notice', 'chain', 'poll', 'slip', 'form'] as const
export type Sheet = (typeof sheets)[number]

/** Which of the five sheets a type is written on. */
export function sheetOf(type: NoticeType): Sheet {
  return type === 'chain' || type === 'poll' || type === 'slip' || type === 'form' ? type : 'notice'
}

/** An empty sheet: a plain notice for everyone that needs no more than a look. */
export function blank(): Draft {
  return {
    type: 'general', title: '', text: '', start: '', startWord: '', end: '', endWord: '', checklist: [],
    everyone: true, students: [], level: 'read', need: 'any', due: '', publish: '', expires: '', pinned: false,
    form: [], question: noQuestion(), per: 'family', many: false, noLate: false, secret: false,
  }
}

/** A question nobody has written yet. */
export function noQuestion(): Question {
  return { ask: '', answers: ['', '', ''], right: 0, line: '' }
}

/** Nothing has been typed yet, so there is nothing to keep. */
export function untouched(draft: Draft): boolean {
  return !draft.title.trim() && !draft.text.trim() && !draft.checklist.some((line) => line.trim()) && !draft.start && !draft.end
}

/** What a type of notice usually expects of a family. */
export function usualLevel(type: NoticeType): Level {
  if (type === 'slip') return 'sign'
  if (sheetOf(type) !== 'notice') return 'form'
  return type === 'general' ? 'read' : 'confirm'
}

function shown(at: number): string {
  return at ? toInput(at) : ''
}

/** What a sheet wants beyond a look; nothing of what another type would want travels along. */
function wantsOf(draft: Draft): Wants {
  const sheet = sheetOf(draft.type)
  if (sheet === 'notice') return draft.level === 'understood' ? { question: { ...draft.question, answers: draft.question.answers.map((a) => a.trim()) } } : {}
  return {
    form: formOf(draft.form),
    visible: sheet === 'chain' ? 'class' : 'staff',
    per: draft.per,
    many: sheet === 'chain' && draft.many,
    noLate: draft.noLate && !!draft.due,
    secret: sheet === 'poll' && draft.secret,
  }
}

/** What is sent for a sheet. */
export function fieldsOf(draft: Draft): NoticeFields {
  return {
    ...wantsOf(draft),
    type: draft.type,
    title: draft.title.trim(),
    text: draft.text.trim(),
    times: timesOf(draft),
    checklist: draft.checklist.map((line) => line.trim()).filter((line) => line),
    students: draft.everyone ? undefined : draft.students,
    level: draft.level,
    need: draft.need,
    dueAt: fromInput(draft.due),
    publishAt: fromInput(draft.publish),
    pinned: draft.pinned,
    expiresAt: fromInput(draft.expires),
  }
}

function questionOf(notice: Pick<NoticeView, 'question' | 'key'>): Question {
  const question = { ...noQuestion(), ...notice.question, ...notice.key }
  return { ...question, answers: question.answers.slice() }
}

/** The sheet of a notice that is already out, to be corrected. */
export function draftOf(notice: Omit<NoticeFields, 'question'> & Pick<NoticeView, 'question' | 'key'>): Draft {
  const start = edgeOf(notice.times, 'start')
  const end = edgeOf(notice.times, 'end')
  return {
    type: notice.type,
    title: notice.title,
    text: notice.text,
    start: start ? shown(start.at) : '',
    startWord: start ? start.word : '',
    end: end ? shown(end.at) : '',
    endWord: end ? end.word : '',
    checklist: notice.checklist.slice(),
    everyone: !notice.students || notice.students.length === 0,
    students: notice.students ? notice.students.slice() : [],
    level: notice.level,
    need: notice.need,
    due: shown(notice.dueAt),
    publish: shown(notice.publishAt),
    expires: shown(notice.expiresAt),
    pinned: notice.pinned,
    form: draftsOf(notice.form),
    question: questionOf(notice),
    per: notice.per ?? 'family',
    many: !!notice.many,
    noLate: !!notice.noLate,
    secret: !!notice.secret,
  }
}

/** What a correction changes, field by field, as the server will say it. */
export function diff(before: NoticeFields, after: NoticeFields): Change[] {
  const keys = Object.keys(before) as (keyof NoticeFields)[]
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map((field) => ({ field, before: before[field], after: after[field] }))
}

/** The fields a correction would change, in the order they stand on the sheet. */
export function changed(before: Draft, after: Draft): (keyof Draft)[] {
  const keys = Object.keys(before) as (keyof Draft)[]
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}
