import { callOf } from '../../lib/relation'
import type { Column } from './dryrun'
import { t } from './t'

/** What a column can be taken for, as the value and word of a choice. */
export interface Meaning { value: string; label: string }

const parts = [['phone', 'guardianPhone'], ['name', 'guardianName'], ['relation', 'guardianRelation']] as const
const guardian = (slot: number, part: string) => `guardian/${slot}/${part}`

/** The choice a column stands at: `name`, or `guardian/1/phone`. */
export function valueOf(c: Column): string {
  return c.meaning === 'guardian' ? guardian(c.slot ?? 1, c.part ?? 'phone') : c.meaning
}

/** A column as it is taken after the choice; a guardian's relation follows the other columns of that person. */
export function take(c: Column, value: string, all: readonly Column[]): Column {
  const [meaning, slot, part] = value.split('/') as [Column['meaning'], string | undefined, Column['part']]
  const bare: Column = { index: c.index, header: c.header, meaning, locked: c.locked, samples: c.samples }
  if (meaning !== 'guardian') return bare
  const n = Number(slot)
  return { ...bare, slot: n, part, relation: slotRelation(n, all) }
}

/** Whose columns a slot holds: what the headers say. A person nobody named yet is the mother, then the father. */
function slotRelation(slot: number, all: readonly Column[]): string {
  const own = all.filter((c) => c.slot === slot)
  if (own.length) return own.filter((c) => c.relation)[0]?.relation ?? ''
  const taken = all.map((c) => c.relation)
  return ['母亲', '父亲'].filter((r) => taken.indexOf(r) < 0 && slot <= 2)[0] ?? ''
}

/** All that a column can be taken for: the child's own facts, then each family member of this file and one more. */
export function meanings(all: readonly Column[]): Meaning[] {
  const own = (['ignore', 'name', 'number', 'gender', 'class', 'remark', 'contact'] as const).map((m) => ({ value: m as string, label: t(`import.as.${m}`) }))
  const last = Math.max(1, ...all.map((c) => c.slot ?? 0)) + 1
  for (let slot = 1; slot <= last; slot++) {
    const relation = slotRelation(slot, all)
    const who = relation ? callOf(relation) : t('import.as.other', { n: slot })
    for (const [part, words] of parts) own.push({ value: guardian(slot, part), label: t(`import.as.${words}`, { who }) })
  }
  const odd = all.filter((c) => c.part === 'isGuardian').map((c) => ({ value: valueOf(c), label: t('import.as.isGuardian') }))
  return own.concat(odd)
}
