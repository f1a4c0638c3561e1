import { api } from '../../api/client'

/** How far a child's family is. */
export type Reached = 'in' | 'standIn' | 'invited' | 'unknown' | 'waiting'

/** One child: the newest sign of the family, and the next step while there is none. */
export interface Item { student: string; name: string; state: Reached; evidenceAt: number; next?: { key: 'number' | 'slip' | 'patience' | 'again' | 'check' | 'parent' | 'greet'; text: string } }

/** A family to call today; the numbers stand in the order to try. */
export interface Call { student: string; name: string; reason: string; contacts: { label: string; phone: string }[] }

/** How many children's families are within reach, by child and by day. */
export interface Coverage {
  children: number
  covered: number
  guardians: number
  standInOnly: number
  invited: number
  unknown: number
  waiting: number
  openedAt: number
  days: { day: string; covered: number }[]
  items: Item[]
  calls: Call[]
}

/** The coverage of a class, for its staff. */
export const coverage = (cls: string) => api.get<Coverage>(`/classes/${cls}/coverage`)
