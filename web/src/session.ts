import { computed, shallowRef } from 'vue'
import { api } from './api/client'
import { NetworkError, problemOf } from './api/errors'
import { onNudge, startLive, stopLive } from './api/live'
import type { Session } from './api/types'
import { openStore, wipeStore } from './db'
import { emptyOutbox, resume } from './db/outbox'
import { forgetHeads, loadHeads } from './db/sync'
import { adopt } from './settings'

declare global {
  interface Window { __session?: Promise<Response> }
}

const place = 'magpie.session'
const nobody: Session = { known: false, setup: false }

/** Who is using the app; `known` is false before sign-in. */
export const session = shallowRef<Session>(nobody)

/** The signed-in person's role, or undefined. */
export const role = computed(() => session.value.person?.role)

/** My children in one glance: by student id. */
export const children = computed(() => session.value.children ?? [])

/** The class a staff person looks at first. */
export const firstClass = computed(() => session.value.classes?.[0])

let opened = ''

/** Learns who we are. Without a network the last known answer of this device stands, so that the app opens offline. */
export async function loadSession(): Promise<void> {
  try {
    await enter(await ask())
  } catch (e) {
    const kept = remembered()
    if (e instanceof NetworkError && kept) await enter(kept)
    else if (e instanceof NetworkError) session.value = nobody
    else await enter(nobody)
  }
}

/** Takes a new session over: opens the person's store, sends what waited, keeps a live line. */
export async function enter(next: Session): Promise<void> {
  const person = next.known ? next.person?.id ?? '' : ''
  if (person !== opened) await swap(person)
  session.value = next
  remember(next)
  if (!person) return
  await adopt(next.person?.prefs)
  startLive()
  void resume()
}

/** Signs out on the server and forgets everything kept for the person on this device. */
export async function signOut(): Promise<void> {
  await api.delete('/session')
  await leave()
}

/** The server no longer knows this session: the same as signing out, without asking it. */
export async function leave(): Promise<void> {
  stopLive()
  await wipeStore()
  opened = ''
  emptyOutbox()
  forgetHeads()
  session.value = nobody
  remember(nobody)
}

async function ask(): Promise<Session> {
  const early = window.__session
  window.__session = undefined
  if (!early) return api.get<Session>('/session')
  let answer: Response
  try {
    answer = await early
  } catch {
    throw new NetworkError()
  }
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as Session
}

async function swap(person: string): Promise<void> {
  stopLive()
  emptyOutbox()
  forgetHeads()
  opened = person
  if (!person) return
  await openStore(person)
  await loadHeads()
}

function remember(next: Session): void {
  try {
    if (next.known) localStorage.setItem(place, JSON.stringify(next))
    else localStorage.removeItem(place)
  } catch {
    // private mode: every start asks the server
  }
}

function remembered(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') as Session | null
  } catch {
    return null
  }
}

onNudge('session', () => void loadSession())
