import type { Wrong } from '../api/errors'
import type { Form, FormField } from '../api/schema'
import { clock, date, fromInput, moment } from '../lib/time'
import { t } from './t'

// A form is a list of fields; what is filled in is one value for each field's id. The server checks everything again.

export type { FormField } from '../api/schema'
export type FieldKind = FormField['kind']

/** A signature: what was drawn, or the name that was typed instead. */
export interface Signature { path?: string; name?: string }

export type Value = string | number | string[] | Signature
/** What is filled in, by the field's id; as it comes from the server nobody has looked at it. */
export type Values = Record<string, unknown>

/** What a field is called. The place to sign that the server adds by itself is named in the reader's language. */
export function labelOf(f: FormField): string {
  return f.kind === 'sign' && f.label === '签名' ? t('sign.label') : f.label
}

/** Longest words a field takes, and how many files. */
export const lengths: Partial<Record<FieldKind, number>> = { text: 200, long: 2000, picture: 9, file: 9 }

const isSignature = (v: Value): v is Signature => typeof v === 'object' && !Array.isArray(v)

/** Whether something was filled in. */
export function filled(value: unknown): value is Value {
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return !isSignature(value as Value) || !!(value as Signature).path || !!(value as Signature).name?.trim()
}

/** How much there is to read in a form; reading takes its time. The server counts the same. */
export function formLength(form: Form | undefined): number {
  return (form?.fields ?? []).reduce((sum, f) => sum + [f.label, f.note ?? '', ...(f.options ?? []).map((o) => o.label)].join('').length, 0)
}

/** What the server would find wrong, said before anything travels; the pointers are those of the server. */
export function faults(fields: readonly FormField[], values: Values): Wrong[] {
  return fields.reduce<Wrong[]>((all, f) => {
    const detail = faultOf(f, values[f.id])
    return detail ? all.concat({ pointer: `/values/${f.id}`, detail }) : all
  }, [])
}

function faultOf(f: FormField, value: unknown): string {
  if (!filled(value)) return f.required ? t(f.kind === 'sign' ? 'fields.sign' : f.kind === 'choice' || f.kind === 'several' ? 'fields.choose' : 'fields.fill') : ''
  if (f.kind !== 'number' && f.kind !== 'several') return ''
  const n = Array.isArray(value) ? value.length : Number(value)
  if (Number.isNaN(n)) return t('fields.number')
  const low = f.min !== undefined && n < f.min
  const high = f.max !== undefined && n > f.max
  return low || high ? rangeOf(f) : ''
}

/** What a number may be, or how many options may be chosen, in words; '' where anything goes. */
export function rangeOf(f: FormField): string {
  const picks = f.kind === 'several'
  if (f.min !== undefined && f.max !== undefined) return t(picks ? 'fields.pickBetween' : 'fields.between', { min: f.min, max: f.max })
  if (f.min !== undefined) return t(picks ? 'fields.pickLeast' : 'fields.least', { min: f.min })
  return f.max !== undefined ? t(picks ? 'fields.pickMost' : 'fields.most', { max: f.max }) : ''
}

/** The values that are sent: nothing empty, numbers as numbers, words without spaces at their ends. */
export function sent(fields: readonly FormField[], values: Values): Record<string, Value> {
  const out: Record<string, Value> = {}
  for (const f of fields) {
    const value = values[f.id]
    if (!filled(value)) continue
    out[f.id] = f.kind === 'number' ? Number(value) : typeof value === 'string' ? value.trim() : value
  }
  return out
}

/** A value in the reader's words; pictures, files and signatures are shown, so they say only that they are there. */
export function wordsOf(f: FormField, value: unknown): string {
  if (!filled(value)) return ''
  const label = (id: string) => f.options?.find((o) => o.id === id)?.label ?? ''
  if (Array.isArray(value)) return f.kind === 'several' ? value.map(label).filter(Boolean).join(t('fields.and')) : t('fields.files', { n: value.length })
  if (isSignature(value)) return value.name || t('sign.done')
  if (f.kind === 'choice') return label(String(value))
  if (f.kind === 'date') return date(fromInput(`${value}T12:00`))
  if (f.kind === 'datetime') return moment(fromInput(String(value)))
  if (f.kind === 'time') return clock(fromInput(`2026-01-01T${value}`))
  return String(value)
}
