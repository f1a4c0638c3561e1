import type { Sums } from '../../ui/state'
import type { Board, BoardChild, Phone, Report } from './types'

/** The children of a board by what they need: first those to look for, last those who are safe. */
export interface Groups {
  overdue: BoardChild[]
  onWay: BoardChild[]
  away: BoardChild[]
  home: BoardChild[]
}

/** Sorts a board: the latest first, then by when they are expected; those at home in the order they came. */
export function groupsOf(children: readonly BoardChild[]): Groups {
  const of = (...states: BoardChild['state'][]) => children.filter((c) => states.indexOf(c.state) >= 0)
  return {
    overdue: of('overdue').sort((a, b) => b.lateMin - a.lateMin || a.expectedAt - b.expectedAt),
    onWay: of('onWay').sort((a, b) => a.expectedAt - b.expectedAt),
    away: of('excused', 'pickedUp'),
    home: of('home').sort((a, b) => a.arrivedAt - b.arrivedAt),
  }
}

/** The planks of a round: home, on the way, excused or picked up, overdue; together all children. */
export function sumsOf(g: Groups): Sums {
  return { confirmed: g.home.length, read: g.onWay.length, delivered: g.away.length, overdue: g.overdue.length }
}

/** Children who are with an adult: at home, excused or picked up. */
export const safe = (g: Groups): number => g.home.length + g.away.length

/** Those whose arrival nobody has thanked for. */
export const unthanked = (g: Groups): BoardChild[] => g.home.filter((c) => !c.thanked)

/** The number to try next for a child: the first that was not called in this round, else the first again. */
export function nextPhone(child: BoardChild): Phone | undefined {
  const said = child.notes.map((n) => n.text).join('\n')
  return child.phones.find((p) => said.indexOf(p.label) < 0) ?? child.phones[0]
}

/** Whom to call first: the latest child that has a number at all. */
export const firstCall = (g: Groups): BoardChild | undefined => g.overdue.find((c) => c.phones.length > 0)

/** Those nobody heard of when a round ended; an ended round is never silent about them. */
export const missing = (g: Groups): BoardChild[] => g.overdue.concat(g.onWay)

/** Whether a report says where the child is instead of at home. */
export const elsewhere = (state: Report | undefined): boolean => state === 'other' || state === 'delayed' || state === 'wrong'

/** Narrows a board of several classes to one; '' keeps all. */
export function ofClass(board: Board, name: string): BoardChild[] {
  return name ? board.children.filter((c) => c.class === name) : board.children
}
