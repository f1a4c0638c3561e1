import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { Entry, Page } from '../../api/types'
import { store, useStore } from '../../db'
import { memoryStore } from '../../db/memory'
import { forgetHeads, push } from '../../db/sync'
import { highest, lowest } from './segment'
import { useRoom } from './useRoom'

const entry = (seq: number, rev = seq): Entry => ({ conversation: 'c-1', seq, rev, kind: 'message', at: seq * 1000, by: { id: 'p', name: '', label: '', role: 'guardian' }, parent: 0, ref: '', body: { text: String(seq) } })
let log: Entry[] = []
let firstUnread = 0
let asked: string[] = []

/** A server with one room. */
function serve(url: string): Response {
  const q = new URL(url, 'http://x').searchParams
  if (!/entries/.test(url)) return new Response(JSON.stringify({ id: 'c-1', kind: 'class', firstUnread, readSeq: Math.max(0, firstUnread - 1), members: [] }))
  asked.push(Array.from(q.keys()).filter((k) => k !== 'limit').join())
  const limit = Number(q.get('limit'))
  const head = Math.max(0, ...log.map((e) => e.rev))
  const give = (found: Entry[], rest: Partial<Page> = {}) => new Response(JSON.stringify({ entries: found.slice(0, limit), head, more: found.length > limit, ...rest }))
  if (q.get('told')) return give([])
  if (q.get('before')) return give(log.filter((e) => e.seq < Number(q.get('before'))).reverse())
  if (q.get('from')) return give(log.filter((e) => e.seq >= Number(q.get('from'))))
  if (q.get('around')) {
    const at = log.findIndex((e) => e.seq >= Number(q.get('around')))
    const from = Math.max(0, at - limit / 2)
    return give(log.slice(from, from + limit), { older: from > 0, more: from + limit < log.length })
  }
  return give(log.filter((e) => e.rev > Number(q.get('after'))))
}

async function open(at = 0) {
  const scope = effectScope()
  const room = scope.run(() => useRoom('c-1', at)) as ReturnType<typeof useRoom>
  await vi.waitFor(() => { if (room.opening.value) throw new Error('still opening') })
  return { room, seqs: () => room.run.value.entries.map((e) => e.seq) }
}
const unbroken = (seqs: number[]) => seqs.every((s, i) => i === 0 || s === (seqs[i - 1] as number) + 1)

beforeEach(() => {
  useStore(memoryStore())
  forgetHeads()
  log = Array.from({ length: 3000 }, (_, i) => entry(i + 1))
  firstUnread = 0
  asked = []
  vi.stubGlobal('fetch', async (url: string) => serve(url))
})

describe('a large room', () => {
  it('opens at its end with one page, without reading it all', async () => {
    const { room } = await open()
    expect([lowest(room.run.value), highest(room.run.value), room.run.value.end]).toEqual([2901, 3000, true])
    expect(asked.length).toBeLessThan(5)
  })
  it('opens at the first unread, far from what the device keeps, and grows to the end without a gap', async () => {
    firstUnread = 2700
    const { room, seqs } = await open()
    expect(room.begin.value).toBe(2700)
    expect(seqs()).toContain(2700)
    expect(room.run.value.end).toBe(false)
    for (let i = 0; i < 10 && !room.run.value.end; i++) await room.newer()
    expect([room.run.value.end, highest(room.run.value), unbroken(seqs())]).toEqual([true, 3000, true])
  })
  it('keeps what is pushed out of the way of one who reads far above, and shows it at the end', async () => {
    firstUnread = 500
    const { room } = await open()
    log.push(entry(3001))
    await push(entry(3001))
    await nextTick()
    expect(highest(room.run.value)).toBeLessThan(600)
    expect(room.unseen.value).toBe(3001)
    await room.goEnd()
    expect(highest(room.run.value)).toBe(3001)
  })
  it('grows backwards page by page', async () => {
    const { room, seqs } = await open()
    await room.older()
    await room.older()
    expect([lowest(room.run.value), unbroken(seqs())]).toEqual([2901 - 120, true])
  })
})

it('shows what the device has when the line is dead', async () => {
  await store().keep('c-1', [entry(1), entry(2)], 2)
  vi.stubGlobal('fetch', async () => { throw new TypeError('offline') })
  const { room, seqs } = await open()
  expect(seqs()).toEqual([1, 2])
  expect(room.error.value).toBeTruthy()
})
