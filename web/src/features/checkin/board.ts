import type { Sums } from '../../ui/state'
import type { Board, BoardChild, Phone } from './types'

/** The children of a board by what they need: first those to look for, then those who got off at a wrong stop, last those who are safe. */
export interface Groups {
  overdue: BoardChild[]
  lost: BoardChild[]
  onWay: BoardChild[]
  away: BoardChild[]
  home: BoardChild[]
}

/** Sorts a board: the latest first, then by when they are expected; those at home in the order they came. */
export function groupsOf(children: readonly BoardChild[]): Groups {
  const of = (...states: BoardChild['state'][]) => children.filter((c) => states.indexOf(c.state) >= 0)
  const way = of('onWay').sort((a, b) => a.expectedAt - b.expectedAt)
  const lost = way.filter((c) => c.values.state === 'wrong')
  return {
    lost,
    overdue: of('overdue').sort((a, b) => b.lateMin - a.lateMin || a.expectedAt - b.expectedAt),
    onWay: way.filter((c) => lost.indexOf(c) < 0),
    away: of('excused', 'pickedUp'),
    home: of('home').sort((a, b) => a.arrivedAt - b.arrivedAt),
  }
}

/** Children somebody must look after now. */
export const heeded = (g: Groups): BoardChild[] => g.overdue.concat(g.lost)

/** The planks of a round: home, on the way, overdue; together all whom the round counts. */
export function sumsOf(g: Groups): Sums {
  return { confirmed: numbersOf(g).home, read: g.onWay.length + g.lost.length, overdue: g.overdue.length }
}

/** What a round counts: who goes home at all, and who is there or with the family. */
export function numbersOf(g: Groups): { of: number; home: number } {
  const fetched = g.away.filter((c) => c.state === 'pickedUp').length
  return { of: heeded(g).length + g.onWay.length + g.home.length + fetched, home: g.home.length + fetched }
}

/** Those whose arrival nobody has thanked for. */
export const unthanked = (g: Groups): BoardChild[] => g.home.concat(g.away.filter((c) => c.state === 'pickedUp')).filter((c) => !c.thanked)

/** The word for a number that stands behind a child's name: 曹建国 爸爸 → 爸爸. */
export const shortOf = (p: Phone): string => p.label.split(' ').pop() ?? p.label

/** The number to try next for a child: the first that no line of the log names, else the first again. */
export function nextPhone(child: BoardChild): Phone | undefined {
  const said = child.notes.map((n) => n.text).join('\n')
  return child.contacts.find((p) => said.indexOf(shortOf(p)) < 0) ?? child.contacts[0]
}

/** Whom to call first: the most urgent child that has a number at all. */
export const firstCall = (urgent: readonly BoardChild[]): BoardChild | undefined => urgent.find((c) => c.contacts.length > 0)

/** Those nobody heard of when a round ended; an ended round is never silent about them. */
export const missing = (g: Groups): BoardChild[] => heeded(g).concat(g.onWay)

/** Narrows a board of several classes to one; '' keeps all. */
export function ofClass(board: Board, cls: string): BoardChild[] {
  return cls ? board.children.filter((c) => c.class === cls) : board.children
}

/** How a class of a round is called. */
export const classNamed = (board: Board, cls: string): string => board.classes.find((c) => c.id === cls)?.name ?? ''
