import { describe, expect, it } from 'vitest'
import { barsOf, sumLine } from './tally'

describe('answers in numbers', () => {
  it('draws every option, the longest bar full', () => {
    const bars = barsOf({ options: [{ id: 'a', label: '大', count: 3 }, { id: 'b', label: '小', count: 12 }, { id: 'c', label: '中', count: 0 }] })
    expect(bars.map((b) => [b.key, b.n, b.share])).toEqual([['a', 3, 0.25], ['b', 12, 1], ['c', 0, 0]])
  })

  it('draws nothing where nothing was answered, and does not divide by it', () => {
    expect(barsOf({ options: [{ id: 'a', label: '大', count: 0 }] })[0]?.share).toBe(0)
    expect(sumLine({ filled: 0, sum: 0, least: 0, most: 0 })).toBe('')
  })

  it('sums numbers up in one line', () => {
    expect(sumLine({ filled: 3, sum: 7, least: 1, most: 4 })).toBe('一共 7，平均 2.33，从 1 到 4')
    expect(sumLine({ filled: 2, sum: 4, least: 2, most: 2 })).toBe('一共 4，平均 2')
  })
})
