import { api } from '../../api/client'
import type { Board, EntryLink, Whereabouts } from './types'

/** The board of a round, for staff of its classes. Never kept on the device: it holds families' numbers. */
export const readBoard = (round: string) => api.get<Board>(`/rounds/${round}`)

/** What staff learned about a child: where it is, a line for the log, whether they called. An empty state changes nothing. */
export const noteChild = (round: string, student: string, said: { state?: Whereabouts; note?: string; called?: boolean }) =>
  api.post<Board>(`/rounds/${round}/children/${student}`, { state: said.state ?? '', note: said.note ?? '', called: said.called ?? false })

/** Thanks families for telling, with a word; without students it is for everybody at home. */
export const thank = (round: string, students: string[] | null, word: string) => api.post<void>(`/rounds/${round}/thanks`, { students, word })

/** Reminds families privately. */
export const remind = (round: string, students: string[]) => api.post<void>(`/rounds/${round}/remind`, { students })

/** Ends a round; who is missing then stands in the staff's room by name. */
export const closeRound = (round: string) => api.post<void>(`/rounds/${round}/close`)

/** A link with which somebody without an account says "home" for one child, this once. */
export const linkFor = (round: string, student: string, relation: string) => api.post<EntryLink>(`/rounds/${round}/links`, { student, relation })

/** How long a child's way home is, by hand, and how it goes; 0 minutes = learn it from the past. */
export const saveWay = (student: string, minutes: number, note: string) => api.put<void>(`/children/${student}/way`, { minutes, note })
