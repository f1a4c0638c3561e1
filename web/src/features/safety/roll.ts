import type { Waiting } from '../../db/store'
import type { Alert, Called, Standing } from './types'

/** The mark of a tick in the outbox. */
export const tickMark = (alert: string, student: string) => `roll/${alert}/${student}`

/** The roll as it will be once what waits on this device is sent: a tick counts at once, also in a yard without a network. */
export function rollWith(a: Alert, waiting: readonly Pick<Waiting, 'mark' | 'state' | 'body'>[]): Called[] {
  const ticked = new Map<string, Standing>()
  for (const w of waiting) {
    if (w.state !== 'failed' && w.mark.indexOf(`roll/${a.id}/`) === 0) ticked.set(w.mark.split('/')[2] ?? '', (w.body as { state: Standing }).state)
  }
  return a.unaccounted.concat(a.accounted).map((c) => {
    const state = ticked.get(c.student)
    return state === undefined || state === c.state ? c : { ...c, state, by: '', at: 0 }
  })
}

/** Whether a child is accounted for. */
export const accounted = (c: Pick<Called, 'state'>) => c.state === 'safe' || c.state === 'notHere'

/** The three lists of a roll; nobody stands in two. */
export function partsOf(roll: readonly Called[]): Record<'open' | 'safe' | 'notHere', Called[]> {
  return { open: roll.filter((c) => !accounted(c)), safe: roll.filter((c) => c.state === 'safe'), notHere: roll.filter((c) => c.state === 'notHere') }
}

/** The sums of the bridge. The lists hold 500 each; in a school with more the server's counts stand. */
export function sumsOf(a: Alert | undefined, parts: ReturnType<typeof partsOf>): { confirmed: number; read: number; overdue: number } {
  const here = { confirmed: parts.safe.length, read: parts.notHere.length, overdue: parts.open.length }
  if (!a || here.confirmed + here.read + here.overdue >= a.of) return here
  return { confirmed: a.safe, read: a.notHere, overdue: a.of - a.safe - a.notHere }
}
