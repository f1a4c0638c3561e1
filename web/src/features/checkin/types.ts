/** Where a child is on its way home, as staff see it. */
export type Whereabouts = 'home' | 'onWay' | 'overdue' | 'excused' | 'pickedUp'

/** What a family or the child itself reports: at home, safe somewhere else, with the family, later, off at the wrong stop. */
export type Report = 'home' | 'other' | 'pickedUp' | 'delayed' | 'wrong'

/** What was said last; excused and on the way are the words of staff alone. */
export interface Values { state: Report | 'excused' | 'onWay' | ''; place: string; note: string }

/** How many children had arrived at a time. */
export interface Point { t: number; n: number }

/** A line of the log that staff keep while they call. */
export interface Note { text: string; by: string; at: number }

/** A number to call, in the order to try. */
export interface Phone { label: string; phone: string }

/** Somebody on the same way. */
export interface Companion { student: string; name: string; home: boolean }

/** One child on the board. `contacts` are there while it is not home. */
export interface BoardChild {
  student: string
  name: string
  class: string
  state: Whereabouts
  expectedAt: number
  overdueAt: number
  lateMin: number
  arrivedAt: number
  by: string
  via: string
  values: Values
  notes: Note[]
  contacts: Phone[]
  companions: Companion[]
  way: string
  remindedAt: number
  thanked: boolean
}

/** A round as staff see it; the excused do not count in `of`, those picked up are among `home`. */
export interface Board {
  round: string
  ask: string
  name: string
  classes: { id: string; name: string }[]
  at: number
  endsAt: number
  closedAt: number
  state: 'open' | 'closed' | 'missed'
  of: number
  home: number
  thanked: number
  usual: Point[]
  curve: Point[]
  children: BoardChild[]
}

/** A round for one child of mine. */
export interface MyRound {
  round: string
  ask: string
  version: number
  name: string
  at: number
  endsAt: number
  open: boolean
  student: string
  child: string
  given: string
  state: Whereabouts
  expectedAt: number
  arrivedAt: number
  by: string
  mine: boolean
  values: Values
  remindedAt: number
  thanks?: { word: string; by: string; at: number }
}

/** A login-free link that answers this one thing. */
export interface EntryLink { id: string; url: string; expiresAt: number }

/** An arrival round as it stands in the log. Rooms of many families read counts alone; names stand where only staff read, and a reminder in the child's own room. */
export interface RoundBody {
  what: 'round' | 'reminder' | 'overdue' | 'list'
  round: string
  name: string
  at: number
  endsAt: number
  state: 'open' | 'closed' | 'missed' | 'waiting' | 'settled'
  of: number
  home: number
  student?: string
  given?: string
  children?: { student: string; name: string; state: string; said?: string; place?: string; lateMin: number }[]
}
