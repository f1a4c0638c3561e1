import type { Counts, Receipt, ReceiptState, Receipts } from './types'
import type { State, Sums } from '../../ui/state'

const drawn: Record<ReceiptState, State> = { confirmed: 'confirmed', read: 'read', delivered: 'delivered', silent: 'none' }

/** The plank or glyph for a child's receipt. */
export function stateOf(receipt: Receipt): State {
  return drawn[receipt.state]
}

/** Planks, legend and tiles are this one count. */
export function sumsOf(counts: Counts): Sums {
  return { confirmed: counts.confirmed, read: counts.read, delivered: counts.delivered, none: counts.silent }
}

/** Children whose family has read or confirmed. */
export function answered(counts: Counts): number {
  return counts.confirmed + counts.read
}

/** The children nobody has answered for, and of those whom a reminder can reach now. */
export function silentOf(receipts: Receipts, now: number): { all: Receipt[]; ready: Receipt[]; later: Receipt[] } {
  const all = receipts.items.filter((r) => r.state === 'silent' || r.state === 'delivered')
  const ready = all.filter((r) => r.canRemindAt > 0 && r.canRemindAt <= now)
  const later = all.filter((r) => r.canRemindAt > now)
  return { all, ready, later }
}

/** The room in seat order; a class without seats keeps the order of the list. */
export function seated(receipts: Receipts): Receipt[] {
  return receipts.items.slice().sort((a, b) => Number(a.seat) - Number(b.seat))
}
