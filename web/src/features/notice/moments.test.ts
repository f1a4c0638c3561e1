import { afterEach, describe, expect, it } from 'vitest'
import { lang } from '../../i18n'
import { daysBetween, edgeOf, edgeWord, momentWords, timeLines } from './moments'
import { changeLines } from './changes'

const at = (day: number, hour = 0, minute = 0) => new Date(new Date().getFullYear(), 11, day, hour, minute).getTime()
const times = { start: { at: at(1, 6, 30), word: '清早' }, end: { at: at(4, 18, 20), word: '前' } }

describe('the times of a notice in words', () => {
  afterEach(() => { lang.value = 'zh' })

  it('let a word stand for the hour', () => {
    expect(momentWords(times.start)).toBe('12月1日 清早')
  })

  it('let a word lean on the hour', () => {
    expect(momentWords(times.end)).toBe('12月4日 18:20 前')
  })

  it('show the hour where no word was given', () => {
    expect(momentWords({ at: at(4, 18, 20), word: '' })).toBe('12月4日 18:20')
  })

  it('say leaving and returning for a holiday, begin and end for the rest', () => {
    expect(timeLines('holiday', times)).toEqual(['12月1日 清早离校', '12月4日 18:20 前返校'])
    expect(timeLines('exam', { start: { at: at(1, 8), word: '' } })).toEqual(['12月1日 08:00 开始'])
    expect(edgeWord('holiday', 'start', times.start)).toMatch(/^周.离校$/)
  })

  it('leave out an end that is not set', () => {
    expect(edgeOf({ end: { at: 0, word: '' } }, 'end')).toBeNull()
    expect(timeLines('holiday', null)).toEqual([])
  })

  it('mark the days between as places on the arc', () => {
    const days = daysBetween(times.start.at, times.end.at)
    expect(days.map((d) => d.label)).toEqual(['2日', '3日'])
    expect(days[0].at).toBeGreaterThan(0.2)
    expect(days[1].at).toBeLessThan(0.8)
    expect(daysBetween(at(1, 8), at(1, 17))).toEqual([])
  })
})

describe('a correction in words', () => {
  it('shows before and after of each field, and skips fields it does not know', () => {
    const lines = changeLines([
      { field: 'times', before: { ...times, end: { at: at(3, 18, 20), word: '前' } }, after: times },
      { field: 'checklist', before: ['棉被'], after: null },
      { field: 'colour', before: 1, after: 2 },
    ], 'holiday')
    expect(lines).toEqual([
      { field: 'times', name: '时间', before: '12月1日 清早离校\n12月3日 18:20 前返校', after: '12月1日 清早离校\n12月4日 18:20 前返校' },
      { field: 'checklist', name: '要带要做的', before: '棉被', after: '' },
    ])
  })
})
