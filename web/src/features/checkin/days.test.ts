import { describe, expect, it } from 'vitest'
import { edgesOf, held, monthOf, tapped, weekdaysOf, type Cell } from './days'
import type { PlanDay } from './types'

const friday = (day: string, o: Partial<PlanDay> = {}): PlanDay => ({ day, plan: 'p', name: '到家接龙', round: true, why: 'weekday', at: 0, byHand: '', ...o })

describe('a month of school days', () => {
  const cells = monthOf(2026, 10, [friday('2026-11-20'), friday('2026-11-27', { round: false, byHand: 'off', why: 'byHand' })], '2026-11-23')
  const of = (day: string) => cells.find((c) => c?.day === day) as Cell

  it('begins on Monday and fills its weeks', () => {
    expect(cells.length % 7).toBe(0)
    expect(cells.findIndex((c) => c?.date === 1)).toBe(6) // a Sunday
    expect(cells.filter(Boolean).length).toBe(30)
    expect(edgesOf(2026, 1)).toEqual(['2026-02-01', '2026-02-28'])
  })

  it('knows which days are over and which have a round', () => {
    expect([of('2026-11-20').past, of('2026-11-23').today, of('2026-11-27').past]).toEqual([true, true, false])
    expect([held(of('2026-11-20')), held(of('2026-11-27')), held(of('2026-11-26'))]).toEqual([true, false, false])
  })

  it('turns a day round by a tap, and back to the calendar by the next', () => {
    expect(tapped(of('2026-11-20'))).toBe('off')
    expect(tapped(of('2026-11-27'))).toBe('')
    expect(tapped(of('2026-11-26'))).toBe('on')
  })

  it('keeps the weekdays of a plan in order', () => {
    expect(weekdaysOf([5, 2, 5])).toEqual([2, 5])
  })
})
