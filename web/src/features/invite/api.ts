import { api } from '../../api/client'
import type { ConsentOutputBody } from '../../api/schema'

/** A QR code as the server drew it: modules per side, and the dark ones as one SVG path. */
export interface Qr { size: number; path: string }

/** An invitation to print or to pass on. */
export interface Invite { code: string; url: string; qr: Qr; expiresAt: number }

/** The personal invitation of one child; only an open one has a code. */
export interface Slip extends Invite { student: string; name: string; given: string; state: 'open' | 'used' | 'gone' }

/** What the slips need to know of a child: whether a parent is in, and whether an open slip is out. */
export interface Child { id: string; state: string; slip?: { state: string } }

/** Ways in, for staff of the class and for guardians of the child. */
export const invite = {
  slips: (cls: string) => api.list<Slip>(`/classes/${cls}/slips`),
  makeSlips: (cls: string, renew: boolean) => api.post<{ items: Slip[] }>(`/classes/${cls}/slips`, { students: null, renew }),
  children: (cls: string) => api.list<Child>(`/classes/${cls}/students`),
  poster: (cls: string) => api.get<Invite>(`/classes/${cls}/poster`),
  renewPoster: (cls: string) => api.post<Invite>(`/classes/${cls}/poster/renew`),
  family: (student: string) => api.post<Invite>(`/children/${student}/invite`),
  consent: (student: string) => api.get<ConsentOutputBody>(`/children/${student}/consent`),
}
