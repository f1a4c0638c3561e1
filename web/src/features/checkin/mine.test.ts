import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyOutbox, outbox } from '../../db/outbox'
import { progress, standing } from './mine'
import { report, saidFor, takeBack, waitingReport } from './report'
import type { MyRound } from './types'

const round: MyRound = {
  round: 'r1', ask: 'a1', version: 1, name: '周五到家接龙', at: 1000, endsAt: 9000, state: 'onWay', open: true, student: 's1', child: '李明', given: '明',
  expectedAt: 2000, arrivedAt: 0, saidAt: 0, by: '', mine: false, values: { state: '', place: '', note: '' }, remindedAt: 0,
}
const now = 3000
const home = { state: 'home' as const, place: '', note: '' }

describe('how a round stands for my child', () => {
  it('owes a word until the child is somewhere safe', () => {
    expect(standing(round, now)).toMatchObject({ state: 'onWay', owed: true, safe: false })
    expect(standing(round, now, home)).toMatchObject({ state: 'home', owed: false, safe: true })
    expect(standing(round, now, { ...home, state: 'other', place: '奶奶家' }).safe).toBe(true)
    expect(standing(round, now, { ...home, state: 'delayed' })).toMatchObject({ state: 'onWay', owed: true })
  })

  it('takes late words until the next noon, and owes nothing for an excused child', () => {
    expect(standing({ ...round, open: false }, now).owed).toBe(true)
    expect(standing({ ...round, open: false }, now + 15 * 3_600_000).owed).toBe(false)
    expect(standing({ ...round, state: 'excused' }, now).owed).toBe(false)
  })

  it('moves along the way by the clock and never arrives by itself', () => {
    expect([500, 1500, 9000].map((t) => progress(round, t))).toEqual([0, 0.5, 1])
    expect(progress({ at: 1000, expectedAt: 0 }, 5000)).toBe(0.5)
  })
})

describe('a report', () => {
  beforeEach(() => emptyOutbox())

  it('waits on the device without a network, and the newest word replaces it', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'))
    const after = vi.fn()
    void report(round, home, '李明：到家了', after)
    await vi.waitFor(() => expect(waitingReport(round)?.tries).toBe(1))
    expect(saidFor(round)?.state).toBe('home')
    void report(round, { ...home, state: 'other', place: '奶奶家' }, '告诉老师了', after)
    await vi.waitFor(() => expect(outbox.length).toBe(1))
    expect(saidFor(round)).toMatchObject({ state: 'other', place: '奶奶家' })
    expect(after).not.toHaveBeenCalled()
    await takeBack(round, '李明：到家了')
    expect(outbox.length).toBe(0)
    expect(saidFor(round)).toBeUndefined()
  })
})
