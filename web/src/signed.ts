import { onNudge, startLive, stopLive } from './api/live'
import { openStore, wipeStore } from './db'
import { wipeFiles } from './db/names'
import { emptyOutbox, flush, resume } from './db/outbox'
import { forgetHeads, loadHeads } from './db/sync'
import { loadSession, role } from './session'

// What only a signed-in person needs: the store, the outbox, the live line. It is a piece of its own, so
// that the sign-in page stays light.

let opened = ''
let opening = Promise.resolve()

/** Opens the person's store, sends what waited there and keeps a live line; a second call for the same person waits for the first. */
export function openFor(person: string): Promise<void> {
  if (person === opened) return opening
  if (opened) hangUp()
  opened = person
  opening = open(person).catch((e: unknown) => {
    opened = '' // the next call tries again
    throw e
  })
  return opening
}

async function open(person: string): Promise<void> {
  await openStore(person)
  await loadHeads()
  startLive()
  void resume()
}

/** Leaves the person: with `forget`, everything kept for them on this device goes too. */
export async function close(forget: boolean): Promise<void> {
  const person = opened
  hangUp()
  if (forget) await Promise.all([wipeStore(), wipeFiles(person)])
}

function hangUp(): void {
  opened = ''
  stopLive()
  emptyOutbox()
  forgetHeads()
}

addEventListener('online', () => void flush())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void flush()
})
onNudge('session', () => void loadSession())
onNudge('alarm', () => { if (role.value === 'staff') void import('./features/talk/bell').then((bell) => bell.ringAlarms()) })
onNudge('search', () => { if (role.value === 'staff') void import('./features/safety/bell').then((bell) => bell.ringMissing()) })
onNudge('alert', () => { if (role.value === 'guardian' || role.value === 'student') void import('./features/safety/bell').then((bell) => bell.ringAlert()) })
