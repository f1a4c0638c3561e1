import { describe, expect, it } from 'vitest'
import { gapOf, nextOf, stopsOf, urgent, withSomebody } from './line'
import type { Search, SearchRing, Sighting } from './types'

const minute = 60_000
const sighting = (at: number, where: string, more: Partial<Sighting> = {}): Sighting => ({ at: at * minute, where, way: '', with: '', note: '', by: '陈思雨', seen: 'seen', student: 's', saidAt: 0, contradicts: false, ...more })
const ring = (n: number, openedAt: number, asked: number, answered: number): SearchRing => ({
  n, kind: (['companions', 'near', 'class', 'school'] as const)[n - 1] ?? 'school', openedAt, opensAt: 0, asked, answered, people: [],
})
const search = (more: Partial<Search>) => ({ known: {}, timeline: [], openedBy: '王老师', rings: [], hold: false, nextAt: 0, state: 'open', drill: false, ...more }) as Pick<Search, 'known' | 'timeline' | 'openedBy' | 'rings' | 'hold' | 'nextAt' | 'state' | 'drill'>

describe('the line of the day', () => {
  it('begins with what staff wrote down and goes on by time', () => {
    const stops = stopsOf(search({ known: { lastSeenAt: 10 * minute, lastPlace: '校门口' }, timeline: [sighting(52, '南湖站'), sighting(14, '站台')] }))
    expect(stops.map((s) => [s.where, s.staff])).toEqual([['校门口', true], ['站台', false], ['南湖站', false]])
    expect(new Set(stops.map((s) => s.key)).size).toBe(3)
  })
  it('is longer where more time went by, and still fits a phone', () => {
    const gaps = [0, 4, 17, 60, 600].map((m) => gapOf(m * minute))
    expect(gaps.slice().sort((a, b) => a - b)).toEqual(gaps)
    expect(gaps[0]).toBe(3)
    expect(gaps[4]).toBe(11)
  })
  it('keeps the mark of a line that does not fit', () => {
    expect(stopsOf(search({ timeline: [sighting(1, '东门', { contradicts: true })] }))[0]?.doubt).toBe(true)
  })
  it('knows who says the child is there, the newest word first', () => {
    const list = [sighting(1, '', { seen: 'with', by: '吕明哲妈妈' }), sighting(9, '', { seen: 'with', by: '韩雪妈妈' }), sighting(12, '书店')]
    expect(withSomebody(search({ timeline: list }))?.by).toBe('韩雪妈妈')
    expect(withSomebody(search({ timeline: [] }))).toBeUndefined()
  })
})

describe('what comes next', () => {
  const rings = [ring(1, 1, 3, 3), ring(2, 2, 6, 2), ring(3, 0, 35, 0), ring(4, 0, 0, 0)]

  it('is the widest ring that is silent, and the next one with somebody in it', () => {
    const next = nextOf(search({ rings, nextAt: 99 }))
    expect([next.waiting?.n, next.ring?.n, next.at]).toEqual([2, 3, 99])
  })
  it('has no time while staff hold it, and nothing once it has ended', () => {
    expect(nextOf(search({ rings, nextAt: 99, hold: true })).at).toBe(0)
    expect(nextOf(search({ rings, nextAt: 99, state: 'found' }))).toEqual({ at: 0 })
  })
  it('passes over a ring with nobody in it', () => {
    expect(nextOf(search({ rings: [ring(1, 1, 3, 3), ring(2, 0, 0, 0), ring(3, 0, 35, 0)] })).ring?.n).toBe(3)
  })
  it('is loud only from the second ring on, and never in a drill', () => {
    expect(urgent(search({ rings }))).toBe(true)
    expect(urgent(search({ rings: rings.slice(0, 1) }))).toBe(false)
    expect(urgent(search({ rings, drill: true }))).toBe(false)
  })
})
