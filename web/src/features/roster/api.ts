import { api } from '../../api/client'
import type { DryRun, ImportRequest } from './dryrun'

/** How far a child's family is: a parent in, a stand-in, a slip out, nothing yet, or somebody waiting for staff. */
export type Reached = 'in' | 'standIn' | 'invited' | 'unknown' | 'waiting'

/** A family member who joined. */
export interface Guardian { id: string; label: string; relation: string; standIn: boolean; joinedAt: number; seenAt: number }

/** A number the school has; only staff ever see it. */
export interface Contact { id: string; name: string; relation: string; phone: string }

/** A guardian kept out by a court's order; nobody but staff learns of it. */
export interface Bar { guardian: string; label: string; relation: string; reason: string; at: number; by: string }

/** One of the staff of a class. */
export interface Colleague { person: string; name: string; role: 'head' | 'teacher'; seen: boolean }

/** A colleague who was added; the link signs a new one in, once. */
export interface Joined { person: string; name: string; link?: string }

/** A child as staff see it. */
export interface Student {
  id: string
  class: string
  name: string
  number: string
  gender: string
  seat: number
  dorm?: string
  state: Reached
  guardians: Guardian[]
  contacts: Contact[]
  bars: Bar[]
  slip?: { expiresAt: number; state: string } | null
}

/** Somebody who asked to be let in. */
export interface Claim {
  claim: string
  child: string
  phone: string
  relation: string
  standIn: boolean
  role: 'guardian' | 'student'
  at: number
  suggestions: { student: string; name: string; barred: boolean }[]
}

/** One line of the class rules. */
export interface Rule { icon: string; title: string; text: string }

/** The rules in force. */
export interface Rules { version: number; by: string; items: Rule[] }

interface NewStudent { name: string; number: string; gender: string; contacts: { name: string; relation: string; phone: string }[] }

/** The roster's operations as the screens need them; all are for staff of the class. */
export const roster = {
  dryRun: (cls: string, body: ImportRequest) => api.post<DryRun>(`/classes/${cls}/roster/dry-run`, body),
  import: (cls: string, body: ImportRequest, key: string) => api.post<{ added: number; changed: number; removed: number }>(`/classes/${cls}/roster/import`, body, key),
  students: (cls: string) => api.list<Student>(`/classes/${cls}/students`),
  add: (cls: string, body: NewStudent) => api.post<{ id: string }>(`/classes/${cls}/students`, body),
  student: (id: string) => api.get<Student>(`/students/${id}`),
  change: (id: string, body: { name: string; number: string; gender: string; dorm: string }) => api.put(`/students/${id}`, body),
  leave: (id: string) => api.post(`/students/${id}/leave`),
  addContact: (student: string, body: Omit<Contact, 'id'>) => api.post(`/students/${student}/contacts`, body),
  changeContact: (id: string, body: Omit<Contact, 'id'>) => api.put(`/contacts/${id}`, body),
  dropContact: (id: string) => api.delete(`/contacts/${id}`),
  dropGuardian: (id: string) => api.delete(`/guardians/${id}`),
  bar: (guardian: string, reason: string) => api.post(`/guardians/${guardian}/bar`, { reason }),
  liftBar: (guardian: string) => api.delete(`/guardians/${guardian}/bar`),
  staff: (cls: string) => api.list<Colleague>(`/classes/${cls}/staff`),
  addStaff: (cls: string, body: { name: string; login: string }) => api.post<Joined>(`/classes/${cls}/staff`, body),
  dropStaff: (cls: string, person: string) => api.delete(`/classes/${cls}/staff/${person}`),
  newSlip: (cls: string, student: string) => api.post(`/classes/${cls}/slips`, { students: [student], renew: true }),
  claims: (cls: string) => api.list<Claim>(`/classes/${cls}/claims`),
  approve: (claim: string, body: { student: string; relation: string }) => api.post(`/claims/${claim}/approve`, body),
  refuse: (claim: string) => api.post(`/claims/${claim}/refuse`),
  rules: (cls: string) => api.get<Rules>(`/classes/${cls}/rules`),
  writeRules: (cls: string, items: Rule[]) => api.put<Rules>(`/classes/${cls}/rules`, { items }),
}
