import type { Entry } from '../../api/types'
import { merge } from '../../db/feed'

/** An unbroken run of a room's log. `start`: nothing is older; `end`: nothing is newer, what is pushed belongs here. */
export interface Segment { entries: Entry[]; start: boolean; end: boolean }

/** The most entries held on screen; beyond it the far side is let go and fetched again when wanted. */
export const most = 2000

/** No entry is known yet. */
export const nothing: Segment = { entries: [], start: false, end: false }

/** The seq of the oldest entry, 0 when there is none. */
export const lowest = (s: Segment): number => s.entries[0]?.seq ?? 0

/** The seq of the newest entry, 0 when there is none. */
export const highest = (s: Segment): number => s.entries[s.entries.length - 1]?.seq ?? 0

/** Takes pushed entries in: changes of what is here, and news when the run reaches the end. What lies elsewhere stays unseen. */
export function withFresh(s: Segment, fresh: Entry[]): Segment {
  const low = lowest(s)
  const high = highest(s)
  const fits = fresh.filter((e) => (s.end && e.seq > high) || (e.seq >= low && e.seq <= high))
  return fits.length ? { ...s, entries: merge(s.entries, fits) } : s
}

/** Puts an older page before the run; an empty page says that nothing is older. */
export function withOlder(s: Segment, page: Entry[], more: boolean): Segment {
  const low = lowest(s) || Number.MAX_SAFE_INTEGER
  return { ...s, entries: merge(s.entries, page.filter((e) => e.seq < low)), start: !more }
}

/** Puts newer entries behind the run; `end` when they reach the newest of all. */
export function withNewer(s: Segment, page: Entry[], end: boolean): Segment {
  const high = highest(s)
  return { ...s, entries: merge(s.entries, page.filter((e) => e.seq > high)), end }
}

/** Lets the newest go when the run is too long to hold. */
export function withoutNewest(s: Segment): Segment {
  return s.entries.length <= most ? s : { ...s, entries: s.entries.slice(0, most), end: false }
}

/** Lets the oldest go when the run is too long to hold. */
export function withoutOldest(s: Segment): Segment {
  return s.entries.length <= most ? s : { ...s, entries: s.entries.slice(-most), start: false }
}
