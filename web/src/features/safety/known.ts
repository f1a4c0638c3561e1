import { clock } from '../../lib/time'
import type { Known } from './types'

/** What is typed before a search; `time` is of the clock, because nobody types a day in a hurry. */
export interface KnownDraft { time: string; lastPlace: string; clothes: string; phone: string; note: string; picture: string }

const day = 86_400_000
const ahead = 5 * 60_000

/** An empty draft, or what is already known. */
export function draftOf(k?: Known): KnownDraft {
  return { time: k?.lastSeenAt ? clock(k.lastSeenAt) : '', lastPlace: k?.lastPlace ?? '', clothes: k?.clothes ?? '', phone: k?.phone ?? '', note: k?.note ?? '', picture: k?.picture ?? '' }
}

/** What is sent; what nobody filled in stays away. */
export function knownOf(d: KnownDraft, now: number): Known {
  const out: Known = {}
  const at = lastAt(d.time, now)
  if (at) out.lastSeenAt = at
  if (d.lastPlace.trim()) out.lastPlace = d.lastPlace.trim()
  if (d.clothes.trim()) out.clothes = d.clothes.trim()
  if (d.phone) out.phone = d.phone as Known['phone']
  if (d.note.trim()) out.note = d.note.trim()
  if (d.picture) out.picture = d.picture
  return out
}

/** The last time the clock showed `time` (17:10): today, or yesterday for a time that is still to come. 0 for no time. */
export function lastAt(time: string, now: number): number {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(time.trim())
  if (!parts) return 0
  const d = new Date(now)
  d.setHours(Number(parts[1]), Number(parts[2]), 0, 0)
  return d.getTime() > now + ahead ? d.getTime() - day : d.getTime()
}
