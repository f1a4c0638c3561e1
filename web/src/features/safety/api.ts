import { api } from '../../api/client'
import type { Alert, Known, Pupil, Search, Sheet, Warning, Word } from './types'

const of = (search: string) => `/searches/${search}`

/** What a search begins with. */
export interface Opening { student: string; known: Known; drill: boolean; round?: string }

/** The search's operations for staff of the class. */
export const searches = {
  open: (cls: string, body: Opening, key: string) => api.post<{ id: string }>(`/classes/${cls}/searches`, body, key),
  pupils: (cls: string) => api.list<Pupil>(`/classes/${cls}/students`),
  words: (cls: string) => api.list<Word>(`/classes/${cls}/missing`),
  read: (id: string) => api.get<Search>(of(id)),
  sheet: (id: string) => api.get<Sheet>(`${of(id)}/sheet`),
  widen: (id: string, ring: number) => api.post(`${of(id)}/widen`, { ring }),
  learn: (id: string, known: Known) => api.put(`${of(id)}/known`, known),
  hold: (id: string, hold: boolean) => api.post(`${of(id)}/hold`, { hold }),
  found: (id: string, where: string, word: string) => api.post(`${of(id)}/found`, { where, word }),
  filed: (student: string) => api.list<Search>(`/children/${student}/searches`),
  falseAlarm: (id: string) => api.post(`${of(id)}/falseAlarm`),
}

/** The alert's operations for staff; an empty class is the whole school. */
export const alerts = {
  give: (cls: string, body: Warning, key: string) => api.post<{ id: string }>(cls ? `/classes/${cls}/alerts` : '/school/alerts', body, key),
  read: (id: string, cls: string) => api.get<Alert>(`/alerts/${id}`, { class: cls || undefined }),
  end: (id: string) => api.post(`/alerts/${id}/end`),
}
