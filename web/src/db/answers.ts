import { shallowReactive } from 'vue'
import { discard, outbox, submit } from './outbox'
import type { Waiting } from './store'

/** One ask for one child, in the version the person sees. */
export interface Asked { ask: string; version: number; student: string }

/** What was answered on this device and may not be in the server's list yet, by `askKey`. */
const given = shallowReactive(new Map<string, 'read' | 'confirmed'>())

/** Tells answers apart: a correction that asks again is a new one. */
export const askKey = (a: Asked) => `${a.ask}/${a.version}/${a.student}`

const confirmMark = (a: Asked) => `confirm/${a.ask}/${a.student}`

/** What this device knows of the answer: also across a restart, while it waits to be sent. */
export function givenFor(a: Asked): 'read' | 'confirmed' | undefined {
  const here = given.get(askKey(a))
  return here === 'confirmed' || waitingConfirm(a) ? 'confirmed' : here
}

/** The confirmation that waits for a connection, if there is one. */
export function waitingConfirm(a: Asked): Waiting | undefined {
  return outbox.find((w) => w.mark === confirmMark(a) && w.state !== 'failed' && (w.body as Asked).version === a.version)
}

/** What is said beyond a plain confirmation: a filled-in form, a signature, the answer to a question. */
export interface Said { level: string; values: unknown; shownMs?: number }

/** Confirms for a child, or answers with what was `said`; `what` names it while it waits. Resolves with what the server made of it, rejects when it refused. */
export async function confirm<T = unknown>(a: Asked, what: string, said?: Said): Promise<T> {
  given.set(askKey(a), 'confirmed')
  try {
    return await submit<T>({ path: `/asks/${a.ask}/${said ? 'answer' : 'confirm'}`, body: { student: a.student, version: a.version, ...said }, lane: `ask/${a.ask}`, mark: confirmMark(a), what })
  } catch (refused) {
    given.delete(askKey(a))
    throw refused
  }
}

/** Takes a confirmation back: out of the outbox while it waits, else from the server. */
export async function withdraw(a: Asked, what: string): Promise<void> {
  const waits = waitingConfirm(a)
  given.delete(askKey(a))
  if (waits && waits.state !== 'sending') return discard(waits.id)
  await submit({ path: `/asks/${a.ask}/withdraw`, body: { student: a.student }, lane: `ask/${a.ask}`, mark: `withdraw/${a.ask}/${a.student}`, what })
}

/** Reports a reading, once for each version and child. */
export function reportRead(a: Asked, shownMs: number, what: string): void {
  if (givenFor(a)) return
  given.set(askKey(a), 'read')
  void submit({
    path: `/asks/${a.ask}/read`, body: { student: a.student, version: a.version, shownMs: Math.round(shownMs) },
    lane: `ask/${a.ask}`, mark: `read/${askKey(a)}`, what,
  }).catch(() => given.delete(askKey(a)))
}

/** Forgets what was answered here; for sign-out and tests. */
export function forgetAnswers(): void {
  given.clear()
}
