import type { AskRecord, AskResults } from '../../api/schema'

/** The answers that stand, by child in the order they came; what was withdrawn comes last. */
export function rowsOf(results: AskResults): AskRecord[] {
  return results.items.filter((a) => !a.withdrawn).concat(results.items.filter((a) => a.withdrawn))
}
