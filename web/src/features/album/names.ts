import type { RosterByline } from '../../api/schema'
import { lang } from '../../i18n'
import { labelOf } from '../../lib/relation'

/** How the class knows somebody, in the reader's language. */
export function sayer(by: RosterByline): string {
  if (lang.value === 'en' && by.relation) return labelOf(by.name, by.relation)
  return by.label || by.name
}
