import type { Search, SearchRing, Sheet, Sighting } from './types'

/** A place on the line of the day. `gap` is how much line follows it, in quarter rem: longer where more time went by. */
export interface Stop { key: string; at: number; where: string; way: string; with: string; by: string; note: string; seen: Sighting['seen']; doubt: boolean; staff: boolean; gap: number }

const shortest = 3
const longest = 11
const minute = 60_000

/** The line of the day: what staff knew at first and what the asked saw, by time. */
export function stopsOf(s: Pick<Search | Sheet, 'known' | 'timeline' | 'openedBy'>): Stop[] {
  const seen: Omit<Stop, 'key' | 'gap'>[] = s.timeline.map((x) => ({ ...x, doubt: x.contradicts, staff: false }))
  const { lastSeenAt, lastPlace } = s.known
  const first: typeof seen = lastSeenAt ? [{ at: lastSeenAt, where: lastPlace ?? '', way: '', with: '', note: '', by: s.openedBy, seen: 'seen', doubt: false, staff: true }] : []
  const all = first.concat(seen).sort((a, b) => a.at - b.at)
  return all.map((x, i) => ({ ...x, key: `${x.at}/${i}`, gap: gapOf((all[i + 1]?.at ?? x.at) - x.at) }))
}

/** Five minutes and an hour are told apart, and a whole afternoon still fits a phone. */
export function gapOf(ms: number): number {
  return Math.max(shortest, Math.min(longest, Math.round(shortest + 2 * Math.log2(1 + Math.max(0, ms) / (10 * minute)))))
}

/** The newest word of somebody who has the child with them. */
export function withSomebody(s: Pick<Search, 'timeline'>): Sighting | undefined {
  return s.timeline.filter((x) => x.seen === 'with').sort((a, b) => b.at - a.at)[0]
}

/** What comes next by itself: whose answers are waited for, and which ring is asked when. */
export interface Next { waiting?: SearchRing; ring?: SearchRing; at: number }

/** Reads it off the rings; `at` is 0 where nothing widens by itself. */
export function nextOf(s: Pick<Search, 'rings' | 'hold' | 'nextAt' | 'state'>): Next {
  if (s.state !== 'open') return { at: 0 }
  const waiting = s.rings.filter((r) => r.openedAt && r.answered < r.asked).pop()
  const ring = s.rings.filter((r) => !r.openedAt && r.asked)[0]
  return { waiting, ring, at: ring && !s.hold ? s.nextAt : 0 }
}

/** Whether the clock may be loud: from the second ring on it is no longer a matter of minutes. */
export function urgent(s: Pick<Search, 'drill' | 'state' | 'rings'>): boolean {
  return s.state === 'open' && !s.drill && s.rings.filter((r) => r.openedAt).length > 1
}
