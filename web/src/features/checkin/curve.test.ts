import { describe, expect, it } from 'vitest'
import { hoursOf, lineOf, spanOf, stepsOf, usualBy } from './curve'

const hour = 3_600_000
const at = 17 * hour + 10 * 60_000
const same = (n: number) => n

describe('the curve of a round', () => {
  it('begins at the half hour before dismissal and leaves room behind the present', () => {
    const span = spanOf({ at, now: 20 * hour, usual: [] }, 0.25)
    expect(span).toEqual({ from: 17 * hour, until: 21 * hour })
  })

  it('shows two hours when it has only begun, and a usual evening to its end', () => {
    expect(spanOf({ at, now: at, usual: [] }, 0.25).until).toBe(at + 2 * hour)
    expect(spanOf({ at, now: at, usual: [{ t: 20 * hour, n: 45 }] }, 0.25).until).toBe(20 * hour + 15 * 60_000)
  })

  it('writes full hours, fewer where they would touch', () => {
    const span = { from: 17 * hour, until: 20.25 * hour }
    expect(hoursOf(span, 340).map((t) => t / hour)).toEqual([17, 18, 19, 20])
    expect(hoursOf(span, 120).map((t) => t / hour)).toEqual([17, 19])
  })

  it('rises once for each arrival and goes on level until now', () => {
    expect(stepsOf([{ t: 20, n: 1 }, { t: 30, n: 2 }, { t: 90, n: 3 }], 10, 50, same, same)).toBe('M10.0 0.0H20.0V1.0H30.0V2.0H50.0')
  })

  it('stays on the ground while nobody has come', () => {
    expect(stepsOf([], 10, 50, same, same)).toBe('M10.0 0.0H50.0')
    expect(lineOf([], same, same)).toBe('')
  })

  it('knows how many a usual evening has brought home by now', () => {
    const usual = [{ t: 20, n: 1 }, { t: 30, n: 2 }]
    expect([10, 20, 40].map((t) => usualBy(usual, t))).toEqual([0, 1, 2])
  })
})
