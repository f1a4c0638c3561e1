import type {
  CheckinBoard, CheckinBoardChild, CheckinBoardNote, CheckinDate, CheckinMyRound, CheckinNamedPair, CheckinPairs, CheckinPast, CheckinPhone, CheckinPlan, CheckinPoint,
  CheckinReminding, CheckinRoundLink, CheckinValues, CheckinWay,
} from '../../api/schema'

// The generated shapes under the names this room speaks. Times are Unix milliseconds, 0 = not set.

/** A round as staff see it; the excused do not count in `of`, those picked up are among `home`. */
export type Board = CheckinBoard

/** One child on the board. `contacts` are there while it is not home. */
export type BoardChild = CheckinBoardChild

/** Where a child is on its way home. */
export type Whereabouts = BoardChild['state']

/** What was said last; excused and on the way are the words of staff alone. */
export type Values = CheckinValues

/** What a family or the child itself reports: at home, safe somewhere else, with the family, later, off at the wrong stop. */
export type Report = 'home' | 'other' | 'pickedUp' | 'delayed' | 'wrong'

/** How many children had arrived at a time. */
export type Point = CheckinPoint

/** A line of the log that staff keep while they call. */
export type Note = CheckinBoardNote

/** A number to call, in the order to try. */
export type Phone = CheckinPhone

/** A round for one child of mine. */
export type MyRound = CheckinMyRound

/** What became of a reminder: whom it reached, and whom not and why. */
export type Reminding = CheckinReminding

/** A login-free link that answers this one thing. */
export type EntryLink = CheckinRoundLink

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

/** When a class, or several, hold a round. `weekdays` count from 1, Monday. */
export type Plan = Required<CheckinPlan>

/** A day of a class's calendar on which a plan holds a round, or would, and why. */
export type PlanDay = CheckinDate

/** A round in a class's list. */
export type PastRound = CheckinPast

/** Two children who go home together; of a suggestion, in how many of the last rounds they came together. */
export type Pair = CheckinNamedPair

/** Who goes home with whom in a class, and who might. */
export type Pairs = CheckinPairs

/** How long a child's way is: as written down, and as it is expected now. */
export type WayHome = CheckinWay
