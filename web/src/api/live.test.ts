import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useStore } from '../db'
import { memoryStore } from '../db/memory'
import { forgetHeads, knownHeads } from '../db/sync'
import { onSignedOut } from './client'
import { line, onNudge, startLive, stopLive } from './live'

/** A socket the test speaks for. */
class Socket {
  static OPEN = 1
  static all: Socket[] = []
  readyState = 1
  sent: string[] = []
  onmessage: (event: { data: string }) => void = () => {}
  onclose: (event: { code: number }) => void = () => {}
  constructor(readonly url: string) { Socket.all.push(this) }
  send(text: string) { this.sent.push(text) }
  close(code = 1006) { this.readyState = 3; this.onclose({ code }) }
  say(frame: unknown) { this.onmessage({ data: JSON.stringify(frame) }) }
}

let asked: string[] = []
const entry = (rev: number) => ({ conversation: 'k', seq: rev, rev, kind: 'notice', at: 0, by: {}, parent: 0, ref: '', body: {} })
const newest = () => Socket.all[Socket.all.length - 1] as Socket
const settle = () => vi.advanceTimersByTimeAsync(1)

beforeEach(() => {
  vi.useFakeTimers()
  useStore(memoryStore())
  forgetHeads()
  Socket.all = []
  asked = []
  vi.stubGlobal('WebSocket', Socket)
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url.replace('/api/v1', ''))
    if (url.includes('/live/poll')) return asked.filter((u) => u.startsWith('/live')).length > 1 ? new Promise(() => {}) : new Response('{"heads":{"k":2}}')
    return new Response(JSON.stringify({ entries: [entry(1), entry(2)], head: 2, more: false }))
  })
})
afterEach(() => {
  stopLive()
  vi.useRealTimers()
})

describe('the live line', () => {
  it('pulls what it missed when the server says hello, and takes pushes after that', async () => {
    startLive()
    newest().say({ t: 'hello', heads: { k: 2 } })
    await settle()
    newest().say({ t: 'entry', c: 'k', rev: 3, e: entry(3) })
    await settle()
    expect(asked).toEqual(['/conversations/k/entries?after=0&limit=200'])
    expect(knownHeads().get('k')).toBe(3)
    expect(line.value).toBe('socket')
  })
  it('nudges the screens that asked for it, and all of them after every hello', () => {
    const home = vi.fn()
    const stop = onNudge('home', home)
    startLive()
    newest().say({ t: 'hello', heads: {} })
    newest().say({ t: 'nudge', what: 'claims' })
    newest().say({ t: 'nudge', what: 'home' })
    expect(home).toHaveBeenCalledTimes(2)
    stop()
  })
  it('comes back after the line broke, later each time', async () => {
    startLive()
    newest().say({ t: 'hello', heads: {} })
    newest().close()
    expect(line.value).toBe('off')
    expect(Socket.all).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(Socket.all).toHaveLength(2)
  })
  it('leaves at once when the session was signed out elsewhere, without asking again', () => {
    const left = vi.fn()
    onSignedOut(left)
    startLive()
    newest().say({ t: 'hello', heads: {} })
    newest().close(4401)
    expect(left).toHaveBeenCalledTimes(1)
    expect(Socket.all).toHaveLength(1)
    onSignedOut(() => {})
  })
  it('hangs up when a ping is not answered', async () => {
    startLive()
    newest().say({ t: 'hello', heads: {} })
    await vi.advanceTimersByTimeAsync(30_001)
    expect(newest().sent).toEqual(['{"t":"ping"}'])
    await vi.advanceTimersByTimeAsync(12_001)
    expect(line.value).toBe('off')
  })
  it('asks long questions instead where sockets are refused', async () => {
    startLive()
    newest().close()
    await vi.advanceTimersByTimeAsync(3_000)
    newest().close()
    await vi.advanceTimersByTimeAsync(6_000)
    expect(asked.slice(0, 2)).toEqual(['/live/poll', '/conversations/k/entries?after=0&limit=200'])
    expect(asked[2]).toBe('/live/poll?heads=k%3A2')
    expect(line.value).toBe('poll')
  })
})
