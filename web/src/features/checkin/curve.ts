import type { Point } from './types'

const minute = 60_000
const hour = 60 * minute

/** The stretch of time that is drawn. */
export interface Span { from: number; until: number }

/** What the curve needs to know of a round. `now` is the end of the drawn line: the present, or the end of a closed round. */
export interface Course { at: number; now: number; usual: readonly Point[] }

/** From the full or half hour before dismissal to when a usual day would be over; `room` of the width (0 to 0.5) stays free behind the present for its words. */
export function spanOf(c: Course, room: number): Span {
  const from = c.at - (c.at % (hour / 2))
  const lastUsual = c.usual.length ? c.usual[c.usual.length - 1].t + 15 * minute : 0
  return { from, until: Math.max(c.at + 2 * hour, lastUsual, from + (c.now - from) / (1 - Math.min(0.5, room))) }
}

/** Full hours to write under the curve; every second or third where they would touch. */
export function hoursOf(span: Span, width: number, room = 58): number[] {
  const first = Math.ceil(span.from / hour) * hour
  const all: number[] = []
  for (let t = first; t <= span.until; t += hour) all.push(t)
  const fit = Math.max(1, Math.floor(width / room))
  const each = Math.ceil(all.length / fit)
  return all.filter((_, i) => i % each === 0)
}

type Place = (value: number) => number

const short = (n: number) => n.toFixed(1)

/** The steps of those who arrived, one riser for each, up to `now`. */
export function stepsOf(points: readonly Point[], start: number, now: number, x: Place, y: Place): string {
  let d = `M${short(x(start))} ${short(y(0))}`
  for (const p of points) if (p.t <= now) d += `H${short(x(Math.max(start, p.t)))}V${short(y(p.n))}`
  return `${d}H${short(x(Math.max(start, now)))}`
}

/** The line of a usual day. */
export function lineOf(points: readonly Point[], x: Place, y: Place): string {
  return points.map((p, i) => `${i ? 'L' : 'M'}${short(x(p.t))} ${short(y(p.n))}`).join('')
}

/** How many would be at home by now on a usual day; 0 where nothing is known. */
export function usualBy(points: readonly Point[], now: number): number {
  let n = 0
  for (const p of points) if (p.t <= now) n = p.n
  return n
}
