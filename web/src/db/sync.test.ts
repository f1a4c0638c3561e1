import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry, Page } from '../api/types'
import { store, useStore } from '.'
import { merge } from './feed'
import { memoryStore } from './memory'
import { compare, forgetHeads, knownHeads, loadHeads, pull, push, watchEntries } from './sync'

const entry = (seq: number, rev: number, body = ''): Entry => ({
  conversation: 'k', seq, rev, kind: 'notice', at: 0, by: { id: 'p', name: '王', label: '王老师', role: 'staff' }, parent: 0, ref: '', body,
})

let log: Entry[] = []
let asked: string[] = []

/** A server that holds one log and answers in pages of two, history in pages of what is asked for. */
function serve(url: string): Response {
  asked.push(url.replace('/api/v1/conversations/k/entries?', ''))
  if (/before=/.test(url)) return history(url)
  const after = Number(/after=(\d+)/.exec(url)?.[1])
  const newer = log.filter((e) => e.rev > after).sort((a, b) => a.rev - b.rev)
  const head = Math.max(0, ...log.map((e) => e.rev))
  const page: Page = { entries: newer.slice(0, 2), head, more: newer.length > 2 }
  return new Response(JSON.stringify(page))
}

function history(url: string): Response {
  const limit = Number(/limit=(\d+)/.exec(url)?.[1])
  const found = log.filter((e) => !/told=/.test(url) || e.kind === 'notice').sort((a, b) => b.seq - a.seq)
  const head = Math.max(0, ...log.map((e) => e.rev))
  return new Response(JSON.stringify({ entries: found.slice(0, limit), head, more: found.length > limit }))
}

beforeEach(async () => {
  useStore(memoryStore())
  forgetHeads()
  log = []
  asked = []
  vi.stubGlobal('fetch', async (url: string) => serve(url))
})

const kept = async () => (await store().entries('k', 100)).map((e) => `${e.seq}@${e.rev}`)

describe('catching up', () => {
  it('keeps the next push without asking', async () => {
    await push(entry(1, 1))
    await push(entry(2, 2))
    expect(asked).toEqual([])
    expect(await kept()).toEqual(['1@1', '2@2'])
    expect(knownHeads().get('k')).toBe(2)
  })
  it('pulls after a gap, from what it has, and ends with everything exactly once', async () => {
    log = [entry(1, 6), entry(2, 2), entry(3, 3), entry(4, 4), entry(5, 5)]
    await push(entry(1, 1))
    await push(entry(5, 5))
    expect(asked[0]).toBe('after=1&limit=200')
    expect(await kept()).toEqual(['1@6', '2@2', '3@3', '4@4', '5@5'])
    expect(knownHeads().get('k')).toBe(6)
  })
  it('drops a push it already has', async () => {
    await push(entry(1, 1, 'first'))
    await push(entry(1, 1, 'echo'))
    expect((await store().entries('k', 1))[0]?.body).toBe('first')
  })
  it('asks only for conversations that are behind', async () => {
    log = [entry(1, 1)]
    await compare({ k: 1 })
    await compare({ k: 1 })
    expect(asked).toEqual(['after=0&limit=200'])
  })
  it('joins pulls of one conversation and looks once more for what came meanwhile', async () => {
    log = [entry(1, 1)]
    await Promise.all([pull('k'), pull('k'), pull('k')])
    expect(asked).toEqual(['after=0&limit=200', 'after=1&limit=200'])
  })
  it('starts from where the last page left off after a restart', async () => {
    await store().keep('k', [entry(1, 7)], 7)
    await loadHeads()
    log = [entry(2, 8)]
    await compare({ k: 8 })
    expect(asked).toEqual(['after=7&limit=200'])
  })
  it('can be tried again after the network failed', async () => {
    vi.stubGlobal('fetch', async () => { throw new TypeError('offline') })
    await expect(pull('k')).rejects.toThrow()
    vi.stubGlobal('fetch', async (url: string) => serve(url))
    log = [entry(1, 1)]
    await pull('k')
    expect(await kept()).toEqual(['1@1'])
  })
  it('takes only the newest page and the notices when it is far behind, and goes on from there', async () => {
    log = Array.from({ length: 5000 }, (_, i) => ({ ...entry(i + 1, i + 1), kind: i === 10 ? 'notice' : 'message' }))
    await store().keep('k', [{ ...entry(3, 3, 'old'), kind: 'message' }], 3)
    await loadHeads()
    const leaps: boolean[] = []
    const stop = watchEntries('k', (_, leapt) => leaps.push(leapt))
    await compare({ k: 5000 })
    stop()
    expect(asked.length).toBeLessThan(5)
    expect(leaps).toEqual([true])
    const known = await store().known('k')
    expect(known).toEqual({ rev: 5000, floor: 4901 })
    expect((await store().entries('k', 9999)).map((e) => e.seq)).toEqual(log.slice(-100).map((e) => e.seq))
    expect((await store().entries('k', 9, { kinds: ['notice'] })).map((e) => e.seq)).toEqual([11])
    await push({ ...entry(5001, 5001), kind: 'message' })
    expect(knownHeads().get('k')).toBe(5001)
  })
  it('finds out by the first page that it is far behind when nobody said so', async () => {
    log = Array.from({ length: 2000 }, (_, i) => ({ ...entry(i + 1, i + 1), kind: 'message' }))
    await pull('k')
    expect(asked.filter((a) => /after=/.test(a))).toEqual(['after=0&limit=200', 'after=2000&limit=200'])
    expect((await store().known('k')).floor).toBe(1901)
  })
  it('tells the screen that shows the conversation, and no longer once it left', async () => {
    const seen: number[] = []
    const stop = watchEntries('k', (batch) => batch.forEach((e) => seen.push(e.seq)))
    await push(entry(1, 1))
    stop()
    await push(entry(2, 2))
    expect(seen).toEqual([1])
  })
})

it('merges by seq and lets the newer state win', () => {
  const out = merge([entry(1, 1), entry(2, 2)], [entry(1, 5, 'new'), entry(2, 1, 'old'), entry(3, 3)])
  expect(out.map((e) => `${e.seq}@${e.rev}`)).toEqual(['1@5', '2@2', '3@3'])
})
