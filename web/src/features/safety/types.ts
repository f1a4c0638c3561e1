import type {
  SafetyAlert, SafetyAsked, SafetyCall, SafetyCalled, SafetyKnown, SafetyMyAlert, SafetyMySearch, SafetyPerson, SafetyRingView, SafetyScore, SafetySearch, SafetySheet, SafetySighting,
  SafetyTodayAlert, SafetyTodaySearch, SafetyWarning, SafetyWord,
} from '../../api/schema'

// The generated shapes under the names this room speaks. Times are Unix milliseconds; 0 means none.

/** What is known of a missing child. */
export type Known = SafetyKnown

/** A search as staff of its class see it. What is left of an ended one is what was filed; of a drill, how fast it was. */
export type Search = SafetySearch

/** One ring with who stands in it; the school's has only numbers. */
export type SearchRing = SafetyRingView

/** A child whose family a ring asks. `asked` is false before its ring, and where nobody has joined for the child. */
export type Asked = SafetyPerson

/** What somebody can say of the child. */
export type Seen = 'with' | 'seen' | 'no'

/** One thing that was seen, with who said it; `contradicts` when it cannot be true beside another. */
export type Sighting = SafetySighting

/** What the reader has said: seeing nothing is an answer, too. */
export type OwnAnswer = Omit<SafetySighting, 'seen'> & { seen: Seen }

/** A family to call with the numbers on file, the likeliest first; `own` is the child's. */
export type Call = SafetyCall

/** A child of the class, in the order of the seats. */
export interface Pupil { id: string; name: string }

/** What a family said of its child that is not home; `search` once one was opened. */
export type Word = SafetyWord

/** How fast children were accounted for; a time is 0 while it is not reached. */
export type Score = SafetyScore

/** A search for those who were asked: as little of the child as helps to recognise it. `own`: it is the reader's. */
export type AskedView = Omit<SafetyAsked, 'mine'> & { mine: OwnAnswer[] }

/** A search among what waits for a family or a student. */
export type MySearch = SafetyMySearch

/** A search that is on, or a family's word (`search` empty) that waits for one, among what staff need today. */
export type TodaySearch = SafetyTodaySearch

/** An alert that is on, among what staff need today. */
export type TodayAlert = SafetyTodayAlert

/** What the police need, to be printed. */
export type Sheet = SafetySheet

/** What an alert says. */
export type Warning = Required<SafetyWarning>

/** Why an alert was given. */
export type Danger = Warning['kind']

/** The kinds of danger in the order they are offered. */
export const dangers: readonly Danger[] = ['fire', 'quake', 'lockdown', 'weather', 'other']

/** One line of the roll call; the empty state is a child of whom nobody has said anything. */
export type Called = SafetyCalled

/** What is known of a child in an alert. */
export type Standing = Called['state']

/** An alert with its roll, for staff. */
export type Alert = SafetyAlert

/** An alert as a family or a student sees it, with its own children. */
export type OwnAlert = SafetyMyAlert

/** What the entry of a search says in a room; `missing` is a family's word. */
export interface SearchBody { search?: string; missing?: string; state: Search['state'] | 'missing'; drill?: boolean; child?: string; lastSeenAt?: number; lastPlace?: string; clothes?: string; text?: string }

/** What the entry of an alert says. */
export interface AlertBody { alert: string; state: Alert['state']; kind: Danger; text?: string; drill?: boolean }
