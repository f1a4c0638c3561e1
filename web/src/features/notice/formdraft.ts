import type { Form, FormField, FormOption } from '../../api/schema'
import type { FieldKind } from '../../ui/fields'
import type { NoticeType } from './types'

/** One field of a form while it is being written: every value as its input holds it. */
export interface FieldDraft {
  id: string
  kind: FieldKind
  label: string
  note: string
  required: boolean
  options: FormOption[]
  min: string
  max: string
}

/** Most fields a form has, and most options a field has; the server refuses more. */
export const most = { fields: 30, options: 50, label: 80 } as const

/** The kinds of fields, the usual ones first. */
export const kinds: readonly FieldKind[] = ['choice', 'several', 'text', 'number', 'long', 'date', 'time', 'datetime', 'picture', 'file', 'sign']

/** Whether a kind is answered by picking among options. */
export const picks = (kind: FieldKind): boolean => kind === 'choice' || kind === 'several'

/** A new field; ids are never used twice in a form, so that old answers keep their meaning. */
export function newField(kind: FieldKind, beside: readonly FieldDraft[] = []): FieldDraft {
  const options = picks(kind) ? [{ id: 'o1', label: '' }, { id: 'o2', label: '' }] : []
  return { id: nextId('f', beside.map((f) => f.id)), kind, label: '', note: '', required: true, options, min: '', max: '' }
}

/** One more option for a field. */
export function newOption(beside: readonly FormOption[]): FormOption {
  return { id: nextId('o', beside.map((o) => o.id)), label: '' }
}

function nextId(letter: string, taken: readonly string[]): string {
  const numbers = taken.filter((id) => id.charAt(0) === letter).map((id) => Number(id.slice(1)) || 0)
  return letter + (Math.max(0, ...numbers) + 1)
}

/** The form a type of notice begins with; `words` are in the language of its author. */
export function proposed(type: NoticeType, words: { line: string; pick: string; agree: string; yes: string; no: string; fill: string }): FieldDraft[] {
  if (type === 'chain') return [{ ...newField('text'), label: words.line }]
  if (type === 'poll') return [{ ...newField('choice'), label: words.pick }]
  if (type === 'slip') return [{ ...newField('choice'), label: words.agree, options: [{ id: 'o1', label: words.yes }, { id: 'o2', label: words.no }] }]
  return type === 'form' ? [{ ...newField('text'), label: words.fill }] : []
}

/** Nothing was written yet: what stands there is only what was proposed. */
export function unwritten(fields: readonly FieldDraft[], proposal: readonly FieldDraft[]): boolean {
  return !fields.length || JSON.stringify(fields) === JSON.stringify(proposal)
}

const numberOf = (word: string) => (word.trim() === '' || Number.isNaN(Number(word)) ? undefined : Number(word))

/** What is sent for the fields: no empty lines, and limits for numbers only. */
export function formOf(fields: readonly FieldDraft[]): Form | undefined {
  if (!fields.length) return undefined
  return {
    fields: fields.map((f) => ({
      id: f.id, kind: f.kind, label: f.label.trim(), note: f.note.trim() || undefined, required: f.required || undefined,
      options: picks(f.kind) ? f.options.map((o) => ({ id: o.id, label: o.label.trim() })).filter((o) => o.label) : undefined,
      min: f.kind === 'number' ? numberOf(f.min) : undefined, max: f.kind === 'number' ? numberOf(f.max) : undefined,
    })),
  }
}

/** The fields of a form that is already out or was kept as a template, to be written on. */
export function draftsOf(form: { fields: readonly FormField[] } | undefined): FieldDraft[] {
  const word = (n: number | undefined) => (n === undefined ? '' : String(n))
  return (form?.fields ?? []).map((f) => ({
    id: f.id, kind: f.kind, label: f.label, note: f.note ?? '', required: !!f.required,
    options: (f.options ?? []).map((o) => ({ ...o })), min: word(f.min), max: word(f.max),
  }))
}

/** Moves one line of a list up or down, in place; at the ends nothing happens. */
export function shift<T>(list: T[], at: number, by: 1 | -1): void {
  const to = at + by
  if (to < 0 || to >= list.length) return
  const [one] = list.splice(at, 1)
  list.splice(to, 0, one as T)
}
