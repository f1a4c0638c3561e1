import { api } from '../../api/client'
import type { Board, EntryLink, Pair, Pairs, PastRound, Plan, PlanDay, Reminding, WayHome, Whereabouts } from './types'

/** The board of a round, for staff of its classes. Never kept on the device: it holds families' numbers. */
export const readBoard = (round: string) => api.get<Board>(`/rounds/${round}`)

/** What staff learned about a child: where it is, a line for the log, whether they called. Without a state it stays where it is. */
export const noteChild = (round: string, student: string, said: { state?: Whereabouts; note?: string; called?: boolean }) =>
  api.post<Board>(`/rounds/${round}/children/${student}`, said)

/** Thanks families for telling, with a word. */
export const thank = (round: string, students: string[], word: string) => api.post<{ thanked: string[] }>(`/rounds/${round}/thanks`, { students, word })

/** Reminds families privately. */
export const remind = (round: string, students: string[]) => api.post<Reminding>(`/rounds/${round}/remind`, { students })

/** Ends a round; who is missing then stands in the staff's room by name. */
export const closeRound = (round: string) => api.post<Board>(`/rounds/${round}/close`)

/** A link with which somebody without an account says "home" for one child, this once. */
export const linkFor = (round: string, student: string, relation: string) => api.post<EntryLink>(`/rounds/${round}/links`, { student, relation })

/** How long a child's way home is, by hand, and how it goes; 0 minutes = learn it from the past. */
export const saveWay = (student: string, minutes: number, note: string) => api.put<void>(`/children/${student}/way`, { minutes, note })

/** When a class holds rounds. */
export const readPlans = async (cls: string) => (await api.get<{ items: Plan[] }>(`/classes/${cls}/plans`)).items

/** What staff set of a plan. */
export type PlanFields = Pick<Plan, 'name' | 'weekdays' | 'at' | 'on'> & { classes: string[] }

/** Makes a plan for a class. */
export const addPlan = (cls: string, fields: PlanFields) => api.post<Plan>(`/classes/${cls}/plans`, fields)

/** Changes a plan from now on. */
export const changePlan = (id: string, fields: PlanFields) => api.put<Plan>(`/plans/${id}`, fields)

/** Ends a plan; its rounds stay. */
export const dropPlan = (id: string) => api.delete<void>(`/plans/${id}`)

/** The days of a class's plans between two days (YYYY-MM-DD). */
export const readDays = async (cls: string, from: string, until: string) => (await api.get<{ items: PlanDay[] }>(`/classes/${cls}/days`, { from, until })).items

/** What a class does on a day, other than the calendar says; '' leaves it to the calendar again. `until` sets a whole stretch. */
export const setDay = (cls: string, day: string, round: 'on' | 'off' | '', more: { at?: string; until?: string } = {}) => api.put<void>(`/classes/${cls}/days/${day}`, { round, ...more })

/** A page of a class's rounds, the newest first. */
export const readRounds = (cls: string, after?: string) => api.get<{ items: PastRound[]; next: string }>(`/classes/${cls}/rounds`, { after, limit: 20 })

/** Opens a round at once. */
export const openRound = (cls: string) => api.post<{ id: string }>(`/classes/${cls}/rounds`, {})

/** Who goes home with whom. */
export const readPairs = (cls: string) => api.get<Pairs>(`/classes/${cls}/companions`)

/** Replaces who goes home with whom. */
export const savePairs = (cls: string, pairs: readonly Pick<Pair, 'a' | 'b'>[]) => api.put<Pairs>(`/classes/${cls}/companions`, { pairs: pairs.map((p) => [p.a, p.b]) })

/** The children of a class in seat order. */
export const readPupils = async (cls: string) => (await api.list<{ id: string; name: string }>(`/classes/${cls}/students`)).items

/** How long a child's way is: as written down, and as it is expected now. */
export const readWay = (student: string) => api.get<WayHome>(`/children/${student}/way`)
