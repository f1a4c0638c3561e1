import type { FormField } from '../../api/schema'

/** The first choice of a form that needs nothing else: one tap sends it. */
export function quickest(fields: FormField[]): { field: string; option: string; label: string } | null {
  const [first] = fields
  const option = first?.kind === 'choice' && first.required ? first.options?.[0] : undefined
  return option && fields.slice(1).every((f) => !f.required) ? { field: first.id, option: option.id, label: option.label } : null
}

/** The program's own forms carry both languages, "到家了 / Home"; this is the reader's half. */
export function inLanguage(fields: FormField[], lang: string): FormField[] {
  const half = (label: string) => label.split(' / ')[lang === 'en' ? 1 : 0] ?? label
  return fields.map((f) => ({ ...f, label: half(f.label), options: f.options?.map((o) => ({ ...o, label: half(o.label) })) }))
}
