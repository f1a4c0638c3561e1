import { shallowRef } from 'vue'
import { backoff } from '../lib/backoff'
import { compare, knownHeads, push } from '../db/sync'
import { api, signedOut } from './client'
import type { Entry } from './types'

type Frame =
  | { t: 'hello'; heads: Record<string, number> }
  | { t: 'entry'; c: string; rev: number; e: Entry }
  | { t: 'nudge'; what: string }
  | { t: 'pong' }

/** Whether the server reaches us now: by socket, by long poll, or not. */
export const line = shallowRef<'off' | 'socket' | 'poll'>('off')

const nudges = new Map<string, Set<() => void>>()
const pingEvery = 30_000
const patience = 12_000
const ended = 4401 // the server's close code for a session that was signed out

let socket: WebSocket | null = null
let wanted = false
let tries = 0
let refused = 0
let polling: AbortController | null = null
let retryTimer = 0
let pingTimer = 0
let deadline = 0

/** Calls `run` whenever the server nudges this person about `what` (home, session, claims), and when the line is up again. */
export function onNudge(what: string, run: () => void): () => void {
  const all = nudges.get(what) ?? new Set<() => void>()
  nudges.set(what, all.add(run))
  return () => { all.delete(run) }
}

/** Keeps a line to the server from now on. */
export function startLive(): void {
  if (wanted) return
  wanted = true
  tries = refused = 0
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', wake)
  connect()
}

/** Hangs up; called at sign-out. */
export function stopLive(): void {
  wanted = false
  document.removeEventListener('visibilitychange', wake)
  removeEventListener('online', wake)
  clearTimeout(retryTimer)
  polling?.abort()
  hangUp()
}

function wake(): void {
  if (document.visibilityState === 'hidden') return
  if (socket && socket.readyState === WebSocket.OPEN) return ping()
  if (socket || polling) return
  tries = 0
  connect()
}

function connect(): void {
  clearTimeout(retryTimer)
  if (!wanted || socket) return
  if (typeof WebSocket !== 'function' || refused >= 2) return void poll()
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const s = new WebSocket(`${scheme}//${location.host}/live`)
  let spoke = false
  socket = s
  deadline = window.setTimeout(() => s.close(), patience)
  s.onmessage = (event) => {
    spoke = true
    clearTimeout(deadline)
    receive(JSON.parse(String(event.data)) as Frame)
  }
  s.onclose = (event) => {
    if (socket !== s) return
    hangUp()
    if (event.code === ended) return signedOut()
    refused = spoke ? 0 : refused + 1
    again()
  }
  pingTimer = window.setInterval(ping, pingEvery)
}

function receive(frame: Frame): void {
  if (frame.t === 'hello') {
    tries = 0
    line.value = 'socket'
    void compare(frame.heads).catch(() => {})
    nudges.forEach((all) => all.forEach((run) => run()))
  }
  if (frame.t === 'entry') void push(frame.e).catch(() => {})
  if (frame.t === 'nudge') nudges.get(frame.what)?.forEach((run) => run())
}

function ping(): void {
  if (!socket || socket.readyState !== WebSocket.OPEN || document.visibilityState === 'hidden') return
  const s = socket
  s.send('{"t":"ping"}')
  clearTimeout(deadline)
  deadline = window.setTimeout(() => s.close(), patience)
}

function hangUp(): void {
  clearTimeout(deadline)
  clearInterval(pingTimer)
  const s = socket
  socket = null
  line.value = 'off'
  s?.close()
}

function again(): void {
  if (!wanted) return
  tries += 1
  retryTimer = window.setTimeout(connect, backoff(tries))
}

/** Some networks let no socket through: then one long question at a time, with what we have. After an hour of that the socket is tried again. */
async function poll(): Promise<void> {
  if (polling) return
  polling = new AbortController()
  try {
    for (let round = 0; wanted && round < 150; round++) {
      const heads = Array.from(knownHeads()).map(([c, rev]) => `${c}:${rev}`).join(',')
      const answer = await api.get<{ heads: Record<string, number> }>('/live/poll', { heads }, polling.signal)
      const news = line.value === 'off' || Object.keys(answer.heads).some((c) => (knownHeads().get(c) ?? 0) < (answer.heads[c] as number))
      line.value = 'poll'
      tries = 0
      await compare(answer.heads)
      if (news) nudges.forEach((all) => all.forEach((run) => run()))
    }
    refused = 0
  } catch {
    line.value = 'off'
  }
  polling = null
  again()
}
