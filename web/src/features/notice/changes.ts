import { moment } from '../../lib/time'
import { timeLines } from './moments'
import { t } from './t'
import type { Change, Level, NoticeType, Times } from './types'

/** One changed field in words; '' where there was nothing, or nothing is left. */
export interface ChangeLine { field: string; name: string; before: string; after: string }

const names = ['type', 'title', 'text', 'times', 'checklist', 'students', 'level', 'need', 'dueAt', 'publishAt', 'expiresAt', 'pinned', 'form', 'question'] as const
type Known = (typeof names)[number]

/** What a correction changed, field by field, in the reader's words. */
export function changeLines(changes: Change[], type: NoticeType): ChangeLine[] {
  return changes.filter((c) => known(c.field)).map((c) => ({
    field: c.field,
    name: t(`field.${c.field as Known}`),
    before: valueWords(c.field as Known, c.before, type),
    after: valueWords(c.field as Known, c.after, type),
  }))
}

function known(field: string): boolean {
  return (names as readonly string[]).indexOf(field) >= 0
}

function valueWords(field: Known, value: unknown, type: NoticeType): string {
  if (value === null || value === undefined || value === '' || value === 0) return field === 'students' ? t('audience.class') : ''
  if (field === 'times') return timeLines(type, value as Times).join('\n')
  if (field === 'checklist') return (value as string[]).join('\n')
  if (field === 'students') return t('audience.some', { n: (value as string[]).length })
  if (field === 'type') return t(`type.${value as NoticeType}`)
  if (field === 'level') return t(`level.${value as Level}`)
  if (field === 'form') return (value as { fields: { label: string }[] }).fields.map((f) => f.label).join('\n')
  if (field === 'question') return (value as { ask: string }).ask
  if (field === 'need') return t(value === 'all' ? 'need.all' : 'need.any')
  if (field === 'pinned') return t(value ? 'pinned.yes' : 'pinned.no')
  return typeof value === 'number' ? moment(value) : String(value)
}
