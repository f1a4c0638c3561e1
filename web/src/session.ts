import { computed, shallowRef } from 'vue'
import { api } from './api/client'
import { NetworkError, problemOf } from './api/errors'
import type { Session } from './api/types'
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

/** A guardian's children; empty for everybody else. */
export const children = computed(() => session.value.children ?? [])

/** The class a staff person looks at first. */
export const firstClass = computed(() => session.value.classes?.[0])

const signed = () => import('./signed')

/** Learns who we are. Without a network the last known answer of this device stands, so that the app opens offline. */
export async function loadSession(): Promise<void> {
  try {
    await enter(await ask())
  } catch (e) {
    const kept = remembered()
    if (e instanceof NetworkError && kept) await enter(kept)
    else if (!(e instanceof NetworkError)) await enter(nobody)
  }
}

/** Takes a new session over: opens the person's store, sends what waited, keeps a live line. */
export async function enter(next: Session): Promise<void> {
  const before = session.value.person?.id
  const person = next.known ? next.person?.id : undefined
  if (person) await (await signed()).openFor(person)
  else if (before) await (await signed()).close(false)
  session.value = next
  remember(next)
  if (person) await adopt(next.person?.prefs)
}

/** Signs out on the server and forgets everything kept for the person on this device. */
export async function signOut(): Promise<void> {
  await api.delete('/session')
  await leave()
}

/** The server no longer knows this session: the same as signing out, without asking it. */
export async function leave(): Promise<void> {
  await (await signed()).close(true)
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
