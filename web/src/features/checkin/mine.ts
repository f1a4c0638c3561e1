import type { Said } from './report'
import type { MyRound, Whereabouts } from './types'

/** How a round stands for one child of mine, what was said on this device included. */
export interface Standing { state: Whereabouts; said: MyRound['values']; owed: boolean; safe: boolean }

/** A report says where the child is: at home or with somebody ends the waiting, later or a wrong stop does not. */
const stateAfter: Record<Said['state'], Whereabouts> = { home: 'home', other: 'home', pickedUp: 'pickedUp', delayed: 'onWay', wrong: 'onWay' }

/** Joins the server's word with what this device has said since. */
export function standing(r: MyRound, now: number, here?: Said): Standing {
  const state = here ? stateAfter[here.state] : r.state
  const said = here ?? r.values
  const safe = state === 'home' || state === 'excused' || state === 'pickedUp'
  return { state, said, safe, owed: takesWords(r, now) && !safe }
}

const lateWords = 14 * 3_600_000

/** A round takes words while it is open, and late ones until the next noon. */
export const takesWords = (r: Pick<MyRound, 'open' | 'endsAt'>, now: number): boolean => r.open || now < r.endsAt + lateWords

/** How far along the way home a child is by the clock, 0 to 1; before its usual time it never arrives by itself. */
export function progress(r: Pick<MyRound, 'at' | 'expectedAt'>, now: number): number {
  if (!r.expectedAt || r.expectedAt <= r.at) return 0.5
  return Math.max(0, Math.min(1, (now - r.at) / (r.expectedAt - r.at)))
}
