import type { Numbers, Receipt, ReceiptState, Receipts } from './types'
import type { State, Sums } from '../../ui/state'

const drawn: Record<ReceiptState, State> = { confirmed: 'confirmed', read: 'read', delivered: 'delivered', silent: 'none' }

/** The plank or glyph for a child's receipt. */
export function stateOf(receipt: Receipt): State {
  return drawn[receipt.state]
}

/** Planks, legend and tiles are this one count. */
export function sumsOf(counts: Numbers): Sums {
  return { confirmed: counts.confirmed, read: counts.read, delivered: counts.delivered, none: counts.silent }
}

/** Children of whose family there is any sign: delivered, read or confirmed. */
export function heard(counts: Numbers): number {
  return counts.confirmed + counts.read + counts.delivered
}

// Nobody is there to read it, so only a call helps.
const absent = ['waiting', 'invited', 'notJoined'].map((key) => `notice.reason.${key}`)

/** The children something is still expected of: of whom there is no sign, who has it but owes an answer; whom a reminder reaches now, whom later, and whom only a call. */
export function waitingOf(receipts: Receipts, now: number): Record<'all' | 'quiet' | 'seen' | 'ready' | 'later' | 'away', Receipt[]> {
  const all = receipts.items.filter((r) => !r.done)
  const quiet = all.filter((r) => r.state === 'silent')
  const seen = all.filter((r) => r.state !== 'silent')
  const away = all.filter((r) => r.reason && absent.indexOf(r.reason.key) >= 0)
  const there = all.filter((r) => away.indexOf(r) < 0)
  return { all, quiet, seen, away, ready: there.filter((r) => r.canRemindAt <= now), later: there.filter((r) => r.canRemindAt > now) }
}

/** The room in seat order; a class without seats keeps the order of the list. */
export function seated(receipts: Receipts): Receipt[] {
  return receipts.items.slice().sort((a, b) => a.seat - b.seat)
}
