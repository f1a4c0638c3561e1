import type { State } from '../../ui/state'
import type { Reached, Student } from './api'

/** The drawn state of a family: a parent in is a tick, a stand-in half, a slip an envelope, nothing a dashed ring, a claim a triangle. */
export const glyphOf: Record<Reached, State> = { in: 'confirmed', standIn: 'read', invited: 'delivered', unknown: 'none', waiting: 'overdue' }

/** Children whose family can be reached: a parent or a stand-in is in. */
export const reached = (all: readonly Student[]): number => all.filter((s) => s.state === 'in' || s.state === 'standIn').length

/** The list as asked for: by seat or by number, and only names that hold what was typed. */
export function arrange(all: readonly Student[], order: 'seat' | 'number', typed: string): Student[] {
  const wanted = typed.trim().toLowerCase()
  const hits = all.filter((s) => !wanted || s.name.toLowerCase().indexOf(wanted) >= 0 || (wanted.length > 1 && s.number.indexOf(wanted) >= 0))
  const seat = (s: Student) => s.seat || 1e6
  return hits.sort((a, b) => (order === 'seat' ? seat(a) - seat(b) : a.number.localeCompare(b.number, undefined, { numeric: true }) || seat(a) - seat(b)))
}
