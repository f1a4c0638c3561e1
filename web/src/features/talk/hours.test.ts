import { describe, expect, it } from 'vitest'
import { laterThan, quietEnds, wakeWord } from './hours'

const school = (text: string) => Date.parse(`${text}:00+08:00`)
const night = { on: true, from: '21:30', until: '07:00' }

describe('quiet hours', () => {
  it('run over midnight and end in the morning', () => {
    expect(quietEnds(night, school('2026-11-22T22:14'))).toBe(school('2026-11-23T07:00'))
    expect(quietEnds(night, school('2026-11-23T06:59'))).toBe(school('2026-11-23T07:00'))
  })
  it('are over at their end and not begun before', () => {
    expect(quietEnds(night, school('2026-11-23T07:00'))).toBe(0)
    expect(quietEnds(night, school('2026-11-22T21:29'))).toBe(0)
  })
  it('may lie within one day, or be off', () => {
    expect(quietEnds({ on: true, from: '12:00', until: '14:00' }, school('2026-11-22T13:00'))).toBe(school('2026-11-22T14:00'))
    expect(quietEnds({ ...night, on: false }, school('2026-11-22T23:00'))).toBe(0)
  })
})

it('says a morning as people do', () => {
  const evening = new Date(2026, 10, 22, 22, 14).getTime()
  expect(wakeWord(new Date(2026, 10, 23, 7).getTime(), evening)).toBe('明早 7:00')
  expect(wakeWord(new Date(2026, 10, 22, 23, 30).getTime(), evening)).toBe('今天 23:30')
})

it('puts aside only to moments that still come', () => {
  const at = (h: number) => new Date(2026, 10, 22, h).getTime()
  expect(laterThan(at(15)).map((x) => x.key)).toEqual(['hour', 'evening', 'morning'])
  expect(laterThan(at(20)).map((x) => x.key)).toEqual(['hour', 'morning'])
})
