/** How far a child's family is with one ask; overdue is for rounds that count against a usual time. */
export type State = 'confirmed' | 'read' | 'delivered' | 'none' | 'overdue'

/** The order of planks, legends and lists. */
export const states: readonly State[] = ['confirmed', 'read', 'delivered', 'none', 'overdue']

/** Children per state; what is not named counts as zero. */
export type Sums = Partial<Record<State, number>>

/** All children in the sums. */
export function total(sums: Sums): number {
  return states.reduce((n, s) => n + (sums[s] ?? 0), 0)
}
