import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../api/types'
import { indexedStore } from './indexed'
import { memoryStore } from './memory'
import { bounds, type Waiting } from './store'

const entry = (conversation: string, seq: number, rev: number, kind = 'message'): Entry => ({
  conversation, seq, rev, kind, at: 0, by: { id: 'p', name: '', label: '', role: 'staff' }, parent: 0, ref: '', body: rev,
})
const item = (id: string, order: number): Waiting => ({ id, key: id, order, method: 'POST', path: '/x', lane: '', mark: id, what: '', state: 'queued', tries: 0 })

const real = { ...bounds }
beforeEach(() => { Object.assign(bounds, { most: 30, left: 20, landmarks: 5 }) })
afterEach(() => { Object.assign(bounds, real) })

let n = 0
const ways = [['IndexedDB', () => indexedStore(`p${++n}`)], ['memory', async () => memoryStore()]] as const

describe.each(ways)('what is kept in %s', (_name, open) => {
  it('gives the newest entries of one conversation, oldest first, and older ones on demand', async () => {
    const s = await open()
    await s.keep('a', [1, 2, 3, 4].map((i) => entry('a', i, i)), 4)
    await s.keep('b', [entry('b', 9, 9)], 9)
    expect((await s.entries('a', 2)).map((e) => e.seq)).toEqual([3, 4])
    expect((await s.entries('a', 2, { before: 3 })).map((e) => e.seq)).toEqual([1, 2])
    expect(await s.heads()).toEqual({ a: 4, b: 9 })
  })
  it('never lets an older state or head replace a newer one', async () => {
    const s = await open()
    await s.keep('a', [entry('a', 1, 5)], 5)
    await s.keep('a', [entry('a', 1, 2)], 2)
    expect((await s.entries('a', 1))[0]?.rev).toBe(5)
    expect(await s.heads()).toEqual({ a: 5 })
  })
  it('forgets the oldest talk of a full log, keeps notices, and says from where on it is whole', async () => {
    const s = await open()
    const log = Array.from({ length: bounds.most + 1 }, (_, i) => entry('a', i + 1, i + 1, i === 3 ? 'notice' : 'message'))
    await s.keep('a', log, bounds.most + 1)
    const { floor } = await s.known('a')
    expect(floor).toBe(bounds.most + 2 - bounds.left)
    expect((await s.entries('a', 5000)).map((e) => e.seq)).toEqual(log.slice(-bounds.left).map((e) => e.seq))
    expect((await s.entries('a', 5000, { before: floor })).length).toBe(0)
    expect((await s.entries('a', 9, { kinds: ['notice'] })).map((e) => e.seq)).toEqual([4])
  })
  it('begins a log anew and gives only what follows without a break', async () => {
    const s = await open()
    await s.keep('a', [entry('a', 1, 1), entry('a', 2, 2)], 2)
    await s.restart('a', [entry('a', 50, 50, 'notice'), entry('a', 98, 98), entry('a', 99, 101)], { rev: 101, floor: 98 })
    expect((await s.entries('a', 10)).map((e) => e.seq)).toEqual([98, 99])
    expect((await s.entries('a', 10, { kinds: ['notice'] })).map((e) => e.seq)).toEqual([50])
    expect(await s.heads()).toEqual({ a: 101 })
    expect((await s.entries('a', 10, { before: 60 })).length).toBe(0)
  })
  it('keeps waiting writes in their order and things by name', async () => {
    const s = await open()
    await s.wait(item('second', 2))
    await s.wait(item('first', 1))
    await s.set('home', { asks: [1] })
    expect((await s.waiting()).map((x) => x.id)).toEqual(['first', 'second'])
    await s.sent('first')
    expect(await s.waiting()).toHaveLength(1)
    expect(await s.get('home')).toEqual({ asks: [1] })
    await s.remove('home')
    expect(await s.get('home')).toBeUndefined()
  })
})

it('forgets everything of a person at sign-out', async () => {
  const s = await indexedStore('leaving')
  await s.keep('a', [entry('a', 1, 1)], 1)
  await s.wait(item('w', 1))
  await s.wipe()
  const again = await indexedStore('leaving')
  expect(await again.entries('a', 10)).toEqual([])
  expect(await again.waiting()).toEqual([])
})
