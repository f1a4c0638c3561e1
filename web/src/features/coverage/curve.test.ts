import { describe, expect, it } from 'vitest'
import { dayOf, points, tickDays, until } from './curve'

const days = [10, 20, 32, 38, 41, 43].map((covered, i) => ({ day: `2026-11-${String(9 + i).padStart(2, '0')}`, covered }))

describe('the curve of a class', () => {
  const list = points(days)
  it('stands on calendar days', () => {
    expect(new Date(list[0]!.at).getDate()).toBe(9)
    expect(list[5]!.count).toBe(43)
  })
  it('names the day on which a share was reached, or none yet', () => {
    expect(dayOf(0.7, list, 45)).toBe(3)
    expect(dayOf(0.9, list, 45)).toBe(5)
    expect(dayOf(1, list, 45)).toBe(0)
    expect(dayOf(0.7, [], 0)).toBe(0)
  })
  it('leaves room for the way that is left', () => {
    expect(until(list, true)).toBe(list[5]!.at)
    expect(until(list, false)).toBeGreaterThan(list[5]!.at)
  })
  it('names at most four days', () => {
    expect(tickDays(list, until(list, false)).length).toBeLessThanOrEqual(4)
    expect(tickDays(list.slice(0, 1), until(list.slice(0, 1), true)).length).toBe(2)
  })
})
