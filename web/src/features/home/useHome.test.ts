import { describe, expect, it } from 'vitest'
import type { NoticeBody } from '../../api/types'
import type { FeedItem } from '../../cards'
import { byDays } from './useHome'

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
})
