import type { PlanDay } from './types'

/** One day of a month's sheet; days of other months are empty. */
export interface Cell { day: string; date: number; past: boolean; today: boolean; marks: PlanDay[] }

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** YYYY-MM-DD in the zone of this device. */
export const dayOf = (d: Date): string => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`

/** Noon of a day, so that no shift of the clocks moves it. */
export const noonOf = (day: string): number => new Date(`${day}T12:00:00`).getTime()

/** A month as weeks of seven, Monday first; null where another month lies. */
export function monthOf(year: number, month: number, days: readonly PlanDay[], today: string): (Cell | null)[] {
  const first = new Date(year, month, 1)
  const length = new Date(year, month + 1, 0).getDate()
  const cells: (Cell | null)[] = Array.from({ length: (first.getDay() + 6) % 7 }, () => null)
  for (let date = 1; date <= length; date++) {
    const day = dayOf(new Date(year, month, date))
    cells.push({ day, date, past: day < today, today: day === today, marks: days.filter((d) => d.day === day) })
  }
  while (cells.length % 7) cells.push(null)
  return cells
}

/** The first and last day of a month. */
export const edgesOf = (year: number, month: number): [string, string] => [dayOf(new Date(year, month, 1)), dayOf(new Date(year, month + 1, 0))]

/** Whether a round is held that day. */
export const held = (c: Cell): boolean => c.marks.some((m) => m.round)

/** What a tap says of a day: the other way round; a day set by hand goes back to the calendar. */
export function tapped(c: Cell): 'on' | 'off' | '' {
  if (c.marks.some((m) => m.byHand)) return ''
  return held(c) ? 'off' : 'on'
}

/** The weekdays of a plan in order, each once. */
export const weekdaysOf = (list: readonly number[]): number[] => list.filter((w, i) => list.indexOf(w) === i).sort((a, b) => a - b)
