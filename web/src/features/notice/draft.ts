import { fromInput, toInput } from '../../lib/time'
import { edgeOf } from './moments'
import type { Change, Level, Moment, Need, NoticeFields, NoticeType, Times } from './types'

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
}

export const types: readonly NoticeType[] = ['holiday', 'exam', 'activity', 'meeting', 'general']

/** An empty sheet: a plain notice for everyone that needs no more than a look. */
export function blank(): Draft {
  return {
    type: 'general', title: '', text: '', start: '', startWord: '', end: '', endWord: '', checklist: [],
    everyone: true, students: [], level: 'read', need: 'any', due: '', publish: '', expires: '', pinned: false,
  }
}

/** Nothing has been typed yet, so there is nothing to keep. */
export function untouched(draft: Draft): boolean {
  return !draft.title.trim() && !draft.text.trim() && !draft.checklist.some((line) => line.trim()) && !draft.start && !draft.end
}

/** What a type of notice usually expects of a family. */
export function usualLevel(type: NoticeType): Level {
  return type === 'general' ? 'read' : 'confirm'
}

function shown(at: number): string {
  return at ? toInput(at) : ''
}

function moment(value: string, word: string): Moment | undefined {
  const at = fromInput(value)
  return at ? { at, word: word.trim() || undefined } : undefined
}

function timesOf(draft: Draft): Times | undefined {
  const start = moment(draft.start, draft.startWord)
  const end = moment(draft.end, draft.endWord)
  return start || end ? { start, end } : undefined
}

/** What is sent for a sheet. */
export function fieldsOf(draft: Draft): NoticeFields {
  return {
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

/** The sheet of a notice that is already out, to be corrected. */
export function draftOf(notice: NoticeFields): Draft {
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
