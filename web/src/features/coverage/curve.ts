import type { Coverage } from './api'

/** A point of the curve: the moment, and how many children were within reach. */
export interface Point { at: number; count: number }

const oneDay = 86_400_000

/** The days as points; the last one is today. */
export function points(days: Coverage['days']): Point[] {
  return days.map((d) => {
    const [year, month, day] = d.day.split('-').map(Number)
    return { at: new Date(year as number, (month as number) - 1, day).getTime(), count: d.covered }
  })
}

/** The first day on which a share of the children was reached, counted from 1; 0 when that day is still to come. */
export function dayOf(share: number, list: readonly Point[], total: number): number {
  const at = list.findIndex((p) => total > 0 && p.count >= total * share)
  return at < 0 ? 0 : at + 1
}

/** Where the axis ends: with everyone reached at today, else a few days on, to draw the way that is left. */
export function until(list: readonly Point[], all: boolean): number {
  const first = list[0]?.at ?? 0
  const last = list[list.length - 1]?.at ?? 0
  const ahead = Math.max(oneDay, Math.round((last - first) / oneDay / 5) * oneDay)
  return all ? Math.max(last, first + oneDay) : last + ahead
}

/** Up to four days to be named under the axis, evenly apart. */
export function tickDays(list: readonly Point[], end: number): number[] {
  const first = list[0]?.at ?? 0
  const whole = Math.round((end - first) / oneDay)
  const step = Math.max(1, Math.ceil(whole / 3))
  const out: number[] = []
  for (let d = 0; d <= whole; d += step) {
    const at = new Date(first)
    at.setDate(at.getDate() + d)
    out.push(at.getTime())
  }
  return out
}
