import { describe, expect, it } from 'vitest'
import type { Entry } from '../../api/types'
import { highest, lowest, most, withFresh, withNewer, withoutNewest, withoutOldest, withOlder, type Segment } from './segment'

const entry = (seq: number, rev = seq): Entry => ({ conversation: 'c-1', seq, rev, kind: 'message', at: seq, by: { id: 'p', name: '', label: '', role: 'guardian' }, parent: 0, ref: '', body: {} })
const run = (from: number, to: number, rest: Partial<Segment> = {}): Segment => ({ entries: Array.from({ length: to - from + 1 }, (_, i) => entry(from + i)), start: false, end: false, ...rest })
const seqs = (s: Segment) => s.entries.map((e) => e.seq)

describe('an unbroken run of a log', () => {
  it('takes changes of what it holds and leaves alone what lies elsewhere', () => {
    const s = withFresh(run(10, 12), [entry(11, 40), entry(3, 41), entry(13, 42)])
    expect(s.entries.map((e) => `${e.seq}@${e.rev}`)).toEqual(['10@10', '11@40', '12@12'])
  })
  it('grows by what is pushed only when it reaches the end', () => {
    expect(seqs(withFresh(run(10, 11, { end: true }), [entry(15)]))).toEqual([10, 11, 15])
    expect(seqs(withFresh(run(10, 11), [entry(15)]))).toEqual([10, 11])
  })
  it('begins with whatever is pushed when nothing was said before', () => {
    expect(seqs(withFresh({ entries: [], start: true, end: true }, [entry(1)]))).toEqual([1])
  })
  it('grows backwards and forwards without doubling', () => {
    const back = withOlder(run(10, 11), [entry(8), entry(9), entry(10)], true)
    expect([seqs(back), back.start]).toEqual([[8, 9, 10, 11], false])
    const on = withNewer(back, [entry(11), entry(14)], true)
    expect([seqs(on), on.end]).toEqual([[8, 9, 10, 11, 14], true])
    expect(withOlder(on, [], false).start).toBe(true)
  })
  it('lets its far side go when it is too long, and knows that it did', () => {
    const long = run(1, most + 50, { start: true, end: true })
    const front = withoutNewest(long)
    expect([lowest(front), highest(front), front.end, front.start]).toEqual([1, most, false, true])
    const back = withoutOldest(long)
    expect([lowest(back), highest(back), back.end, back.start]).toEqual([51, most + 50, true, false])
  })
})
