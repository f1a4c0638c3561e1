import { shallowReactive } from 'vue'
import { call, NetworkError, ProblemError } from '../api/client'
import { wordsOf } from '../api/errors'
import { uuid } from '../lib/random'
import { backoff } from '../lib/backoff'
import { store } from '.'
import type { Waiting } from './store'

/** A write to hand over. `lane` is the conversation whose order must hold; `mark` names the deed (`confirm/ASK/STUDENT`), and a new write with the same mark replaces one that still waits; `what` is shown to the person. */
export interface Write { method?: Waiting['method']; path: string; body?: unknown; lane?: string; mark: string; what: string }

interface Listener { done: (answer: unknown) => void; refused: (why: unknown) => void }

/** All writes the server does not have yet, in order. */
export const outbox = shallowReactive<Waiting[]>([])

const listeners = new Map<string, Listener>()
const busy = new Set<string>()
let timer = 0
let order = 0

/** Hands over a write. Resolves with the server's answer, which may be long after; rejects when the server refused it for good. */
export function submit<T = unknown>(w: Write): Promise<T> {
  const item: Waiting = {
    id: uuid(), key: uuid(), order: Math.max(Date.now(), order + 1), method: w.method ?? 'POST', path: w.path, body: w.body,
    lane: w.lane ?? '', mark: w.mark, what: w.what, state: 'queued', tries: 0,
  }
  order = item.order
  const old = outbox.find((x) => x.mark === item.mark && x.state !== 'sending')
  const answer = new Promise<T>((done, refused) => {
    listeners.set(item.id, { done: done as (answer: unknown) => void, refused })
  })
  answer.catch(() => {}) // a caller may leave the refusal to the outbox line
  outbox.push(item)
  void (async () => {
    if (old) await discard(old.id)
    await store().wait(item)
    await flush()
  })()
  return answer
}

/** Sends a failed write again, with the key it always had. */
export async function retry(id: string): Promise<void> {
  const item = outbox.find((x) => x.id === id)
  if (!item) return
  await note({ ...item, state: 'queued', why: undefined })
  await flush()
}

/** Gives a write up; the server may already have it if it was on its way. */
export async function discard(id: string): Promise<void> {
  const at = outbox.findIndex((x) => x.id === id)
  if (at >= 0) outbox.splice(at, 1)
  listeners.delete(id)
  await store().sent(id)
}

/** Takes up what an earlier page left behind. What was on its way then is sent again: the server knows its key. */
export async function resume(): Promise<void> {
  const kept = await store().waiting()
  outbox.splice(0, outbox.length, ...kept.map((x) => (x.state === 'sending' ? { ...x, state: 'queued' as const } : x)))
  await flush()
}

/** Forgets the lines of the person who signed out. */
export function emptyOutbox(): void {
  clearTimeout(timer)
  outbox.splice(0, outbox.length)
  listeners.clear()
}

/** Sends what waits: lanes beside each other, within a lane strictly one after the other. */
export async function flush(): Promise<void> {
  clearTimeout(timer)
  const lanes = new Set(outbox.filter((x) => x.state === 'queued').map(laneOf))
  await Promise.all(Array.from(lanes).map(drain))
}

// Without a lane there is no order to keep, so each deed is its own lane.
const laneOf = (x: Waiting) => x.lane || x.mark

async function drain(lane: string): Promise<void> {
  if (busy.has(lane)) return
  busy.add(lane)
  try {
    for (;;) {
      const item = outbox.find((x) => laneOf(x) === lane && x.state === 'queued')
      if (!item || !(await send(item))) return
    }
  } finally {
    busy.delete(lane)
  }
}

async function send(item: Waiting): Promise<boolean> {
  const going: Waiting = { ...item, state: 'sending', tries: item.tries + 1 }
  await note(going)
  try {
    const answer = await call(item.method, item.path, { body: item.body, key: item.key })
    listeners.get(item.id)?.done(answer) // before the line goes, so that what takes its place is there in the same frame
    await discard(item.id)
    return true
  } catch (why) {
    return refuse(going, why)
  }
}

/** Returns whether the lane may go on: after a refusal for good it may, without a network it must wait. */
async function refuse(item: Waiting, why: unknown): Promise<boolean> {
  if (!outbox.some((x) => x.id === item.id)) return true
  const passing = why instanceof NetworkError || (why instanceof ProblemError && (why.passing || why.status === 401))
  if (passing) {
    await note({ ...item, state: 'queued' })
    later(item.tries, why instanceof ProblemError ? why.retryAfter : 0)
    return false
  }
  await note({ ...item, state: 'failed', why: wordsOf(why) })
  listeners.get(item.id)?.refused(why)
  return true
}

async function note(next: Waiting): Promise<void> {
  const at = outbox.findIndex((x) => x.id === next.id)
  if (at < 0) return
  outbox.splice(at, 1, next)
  await store().wait(next)
}

function later(tries: number, retryAfter: number): void {
  clearTimeout(timer)
  timer = window.setTimeout(() => void flush(), Math.max(retryAfter * 1000, backoff(tries)))
}
