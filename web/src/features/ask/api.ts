import { api } from '../../api/client'
import type { AskApplied, AskChain, AskCounts, AskLinkView, AskMadeLink, AskMine, AskPasted, AskRecord, AskResults, AskSlip } from '../../api/schema'
import type { Values } from '../../ui/fields'

/** A page of a chain, after a number. */
export const readChain = (ask: string, after = '') => api.get<AskChain>(`/asks/${ask}/chain`, { limit: 200, after })

/** All answers to an ask, page after page; the silent come with the first. */
export async function readResults(ask: string): Promise<AskResults> {
  const first = await api.get<AskResults>(`/asks/${ask}/answers`, { limit: 200 })
  const all = { ...first, items: first.items.slice() }
  for (let next = first.next; next;) {
    const page: AskResults = await api.get<AskResults>(`/asks/${ask}/answers`, { limit: 200, after: next })
    all.items.push(...page.items)
    next = page.next
  }
  return all
}

/** The answers in numbers. Staff only. */
export const readCounts = (ask: string) => api.get<AskCounts>(`/asks/${ask}/counts`)

/** What was said for a child before it became what it is, the newest first. */
export async function readChanges(ask: string, student: string): Promise<AskRecord[]> {
  return (await api.list<AskRecord>(`/asks/${ask}/answers/${student}/changes`)).items
}

/** Enters what staff heard for a child; the note says how ("by phone, grandfather, 17:40"). */
export const answerFor = (ask: string, student: string, level: string, values: Values, note: string) =>
  api.post<void>(`/asks/${ask}/answers`, { student, level, values, note })

/** Takes no more answers, or takes them again. */
export const turn = (ask: string, open: boolean) => api.post<void>(`/asks/${ask}/${open ? 'reopen' : 'close'}`)

/** The address of the answers as a file. */
export const exportOf = (ask: string, format: 'csv' | 'xlsx') => `/api/v1/asks/${ask}/export?format=${format}`

/** What a link asks; open to everyone who holds its code. */
export const readLink = (code: string) => api.get<AskSlip>(`/answer/${code}`)

/** Answers by a link; `right` is false when the question was not understood yet. */
export const giveByLink = (code: string, said: { level: string; version: number; values: Values; shownMs: number }) =>
  api.post<AskMine>(`/answer/${code}`, said)

/** Makes a link for somebody without an account, who answers this one thing for this one child. */
export const makeLink = (ask: string, student: string, relation: string, days: number) =>
  api.post<AskMadeLink>(`/asks/${ask}/links`, { student, relation, days })

/** The links of an ask, the newest first. */
export async function readLinks(ask: string): Promise<AskLinkView[]> {
  return (await api.list<AskLinkView>(`/asks/${ask}/links`)).items
}

/** Ends a link; what was answered by it stays. */
export const endLink = (id: string) => api.delete<void>(`/links/${id}`)

/** Reads an old chain that was pasted as text. Nothing is written yet. */
export async function readPasted(ask: string, text: string): Promise<AskPasted[]> {
  return (await api.post<{ lines: AskPasted[] }>(`/asks/${ask}/paste`, { text })).lines
}

/** Turns the lines that are right into answers. */
export async function applyPasted(ask: string, lines: AskPasted[]): Promise<AskApplied[]> {
  return (await api.post<{ lines: AskApplied[] }>(`/asks/${ask}/paste/apply`, { lines })).lines
}
