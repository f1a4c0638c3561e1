import { daysAway } from '../../lib/time'
import type { State } from '../../ui/state'
import type { Item, Reached } from './api'

/** How old the newest sign of a family is; evidence ages, so a tile's bar shortens. */
export type Fresh = 'today' | 'week' | 'month' | 'old'

/** The age of the newest sign. Somebody is in when this is asked, so there always is one. */
export function freshOf(item: Item, now = Date.now()): Fresh {
  const days = item.evidenceAt ? -daysAway(item.evidenceAt, now) : Infinity
  if (days <= 0) return 'today'
  if (days < 7) return 'week'
  return days <= 30 ? 'month' : 'old'
}

/** Whether the family is within reach: a parent or a stand-in came in. */
export const isReached = (state: Reached): boolean => state === 'in' || state === 'standIn'

/** The drawn state of each stage: tick, half disc, envelope, dashed ring, triangle. */
export const glyphOf: Record<Reached, State> = { in: 'confirmed', standIn: 'read', invited: 'delivered', unknown: 'none', waiting: 'overdue' }

/** The stages in the order of nearness. */
export const stages: readonly Reached[] = ['in', 'standIn', 'waiting', 'invited', 'unknown']
