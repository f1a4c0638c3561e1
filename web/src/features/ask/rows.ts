import type { AskFieldCount, AskRecord, AskResults } from '../../api/schema'
import { wordsOf } from '../../ui/fields'

const few = 12

/** What the first of them wrote into a field of words, a day or an hour; nothing for what is counted or shown. */
export function wordsIn(results: AskResults, field: Pick<AskFieldCount, 'id' | 'kind'>): { key: string; name: string; words: string }[] {
  const asked = results.form?.fields.find((f) => f.id === field.id)
  if (!asked || ['text', 'long', 'date', 'time', 'datetime'].indexOf(field.kind) < 0) return []
  return results.items.filter((a) => !a.withdrawn).map((a) => ({ key: a.id, name: a.name, words: wordsOf(asked, a.values[field.id]) })).filter((w) => w.words).slice(0, few)
}

/** The answers that stand, by child in the order they came; what was withdrawn comes last. */
export function rowsOf(results: AskResults): AskRecord[] {
  return results.items.filter((a) => !a.withdrawn).concat(results.items.filter((a) => a.withdrawn))
}
