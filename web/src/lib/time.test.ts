import { beforeEach, describe, expect, it } from 'vitest'
import { speak } from '../i18n'
import { ago, clock, day, due, fromInput, moment, span, stamp, toInput } from './time'

const at = (text: string) => new Date(text).getTime()
const friday = at('2026-11-27T16:30:00')

describe('times in Chinese', () => {
  beforeEach(() => speak('zh'))

  it('writes the clock on 24 hours', () => {
    expect(clock(at('2026-11-27T07:05:00'))).toBe('07:05')
    expect(clock(at('2026-11-27T00:00:00'))).toBe('00:00')
  })
  it('names near days and writes far ones', () => {
    expect(moment(at('2026-11-27T16:02:00'), friday)).toBe('今天 16:02')
    expect(moment(at('2026-11-26T23:59:00'), friday)).toBe('昨天 23:59')
    expect(moment(at('2026-11-30T20:00:00'), friday)).toBe('周一 20:00')
    expect(moment(at('2026-12-04T18:20:00'), friday)).toBe('12月4日 18:20')
    expect(moment(at('2027-01-04T18:20:00'), friday)).toBe('2027年1月4日 18:20')
  })
  it('says by when', () => expect(due(at('2026-11-30T20:00:00'), friday)).toBe('周一 20:00 前'))
  it('stamps today with the clock and older lines with the day', () => {
    expect(stamp(at('2026-11-27T11:40:00'), friday)).toBe('11:40')
    expect(stamp(at('2026-11-25T11:40:00'), friday)).toBe('周三')
  })
  it('writes a day with its weekday', () => expect(day(at('2026-12-04T00:00:00'), friday)).toBe('12月4日 周五'))
  it('counts what just happened', () => {
    expect(ago(friday - 20_000, friday)).toBe('刚刚')
    expect(ago(friday - 5 * 60_000, friday)).toBe('5 分钟前')
    expect(ago(friday - 7 * 3_600_000, friday)).toBe('今天 09:30')
  })
  it('says how long', () => {
    expect(span(142 * 60_000)).toBe('2 小时 22 分')
    expect(span(120 * 60_000)).toBe('2 小时')
    expect(span(34 * 86_400_000)).toBe('34 天')
  })
})

describe('times in English', () => {
  beforeEach(() => speak('en'))

  it('reads as an English reader expects', () => {
    expect(due(at('2026-11-30T20:00:00'), friday)).toBe('by Mon 20:00')
    expect(day(at('2026-12-04T00:00:00'), friday)).toBe('Fri, Dec 4')
    expect(span(142 * 60_000)).toBe('2 h 22 min')
  })
})

it('carries a time through the input and back, and takes nothing for nothing', () => {
  expect(fromInput(toInput(friday))).toBe(friday)
  expect(fromInput('')).toBe(0)
})
