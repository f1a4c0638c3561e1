import { describe, expect, it } from 'vitest'
import type { NoticeBody } from '../../api/types'
import type { FeedItem } from '../../cards'
import { byDays, settled } from './useHome'

const now = new Date(2026, 10, 27, 18, 5).getTime()
const hour = 3_600_000

function item(seq: number, at: number, pinned = false): FeedItem {
  return {
    entry: { conversation: 'c-1', seq, rev: seq, kind: 'notice', at, parent: 0, ref: `n${seq}`, by: { id: '', name: '', label: '', role: 'staff' }, body: { pinned } as NoticeBody },
    children: [],
  }
}

describe('a feed', () => {
  it('is cut into pinned notices and days', () => {
    const days = byDays([item(1, now - 90 * hour, true), item(4, now - hour), item(3, now - 5 * hour), item(2, now - 24 * hour)], now)
    expect(days.map((d) => d.items.map((i) => i.entry.seq))).toEqual([[1], [4, 3], [2]])
    expect(days.map((d) => d.pinned)).toEqual([true, false, false])
  })

  it('claims nothing about notices that were over before the family joined', () => {
    const child = { student: 's1' } as FeedItem['children'][number]
    const told = (at: number, dueAt: number) => {
      const made = item(1, at)
      return settled({ entry: { ...made.entry, body: { ...made.entry.body, state: 'published', dueAt } }, children: [child] }, now)
    }
    expect(told(now - hour, 0)).toBe(true)
    expect(told(now - hour, now + hour)).toBe(true)
    expect(told(now - 20 * 24 * hour, 0)).toBe(false)
    expect(told(now - 2 * hour, now - hour)).toBe(false)
  })
})
