import { api } from '../../api/client'

/** One line of the class rules. */
export interface Rule { icon: string; title: string; text: string }

/** What a code opens. `given` is the child's given name; a class code names no child. */
export interface Invitation {
  kind: 'slip' | 'class' | 'family'
  state: 'open' | 'used'
  class: { name: string }
  school: string
  teacher: string
  given?: string
  hasPhone: boolean
  triesLeft: number
  rules: { version: number; by: string; items: Rule[] }
}

/** Everything a person says when joining; what the code does not ask for stays empty. */
export interface JoinRequest {
  code: string
  relation: string
  standIn: boolean
  digits: string
  child: string
  phone: string
  askStaff: boolean
  self: boolean
  rulesVersion: number
  photos: boolean
  device: string
}

/** How far somebody who asked staff has come. */
export interface Waiting { state: 'waiting' | 'in' | 'refused'; class: string; child: string }

/** What the code on a slip, a poster or a link opens. */
export const look = (code: string) => api.post<Invitation>('/join/look', { code })

/** Compares the last four digits; a wrong try is counted by the server. */
export const check = (code: string, relation: string, digits: string) =>
  api.post<{ ok: boolean; triesLeft: number }>('/join/check', { code, relation, digits })

/** Joins, or asks staff. A repeated `key` counts once. */
export const join = (request: JoinRequest, key: string) => api.post<{ state: 'in' | 'waiting' }>('/join', request, key)

/** The state of my own request to staff. */
export const waiting = () => api.get<Waiting>('/join/state')
