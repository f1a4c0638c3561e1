import { api } from '../../api/client'
import type { Page } from '../../api/types'
import { submit } from '../../db/outbox'
import { uuid } from '../../lib/random'
import type { Alarm, Asked, Draft, Experience, Held, Hours, Message, Owed, Posted, QuietHours, Reason, RoomView, Sign, TopicLine, Version } from './types'

type List<T> = { items: T[]; next: string }
type Changed = { entry: Message }

const room = (id: string) => `/conversations/${id}`
const message = (id: string, seq: number) => `${room(id)}/messages/${seq}`

/** A room with who reads it and how far the reader has read. */
export const readRoom = (id: string) => api.get<RoomView>(room(id))

/** A page older than `before`; `more` says whether there is anything still older. */
export const readBefore = (id: string, before: number, limit: number) => api.get<Page>(`${room(id)}/entries`, { before, limit })

/** A page that begins with the first entry after `seq`. */
export const readAfter = (id: string, seq: number, limit: number) => api.get<Page>(`${room(id)}/entries`, { from: seq + 1, limit })

/** A page with `seq` in its middle. */
export const readAround = (id: string, seq: number, limit: number) => api.get<Page>(`${room(id)}/entries`, { around: seq, limit })

/** The page that begins on a day, and what follows. */
export const readDay = (id: string, day: number, limit: number) => api.get<Page>(`${room(id)}/entries`, { day, limit })

/** How the hours stand in a room: when staff see it, who can be rung. */
export const readHours = (id: string) => api.get<Hours>(`${room(id)}/talk`)

/** The lane of a room's words, and the path they are sent on. */
export const sayPath = (id: string) => `${room(id)}/messages`

/** Says something; it waits in the outbox while there is no line. `what` names it there. */
export const say = (id: string, draft: Draft, what: string) =>
  submit<Posted>({ path: sayPath(id), body: draft, lane: id, mark: `say/${uuid()}`, what })

/** Changes one's own words within 15 minutes. */
export const editWords = (id: string, seq: number, text: string) => api.put<Changed>(message(id, seq), { text })

/** Takes words back: one's own within a day; staff those of others at any time, with a reason. */
export const recallWords = (id: string, seq: number, reason = '') =>
  api.delete<Changed>(`${message(id, seq)}${reason ? `?reason=${encodeURIComponent(reason)}` : ''}`)

/** All versions of a message, for staff. */
export const readHistory = (id: string, seq: number) => api.get<List<Version>>(`${message(id, seq)}/history`)

/** Puts one sign to a message, or takes it away with ''. */
export const react = (id: string, seq: number, reaction: Sign | '') =>
  submit({ method: 'PUT', path: `${message(id, seq)}/reaction`, body: { reaction }, mark: `react/${id}/${seq}`, what: '' })

/** Which signs are mine, by seq. */
export const readMine = (id: string) => api.get<{ reactions: Record<string, Sign> }>(`${room(id)}/mine`)

/** Makes a message a question of the class. */
export const openTopic = (id: string, seq: number, title: string) => api.put<Changed>(`${message(id, seq)}/topic`, { title })

/** Closes a question with what came of it. */
export const closeTopic = (id: string, seq: number, summary: string) => api.post<Changed>(`${message(id, seq)}/topic/close`, { summary })

/** Takes a question up again. */
export const reopenTopic = (id: string, seq: number) => api.post<Changed>(`${message(id, seq)}/topic/reopen`)

/** Whether my words may go onto a card without a name. */
export const lendWords = (id: string, seq: number, yes: boolean) => api.put<Asked>(`${message(id, seq)}/experience`, { yes })

/** How far the writers of a question agreed. */
export const readAsked = (id: string, seq: number) => api.get<Asked>(`${message(id, seq)}/experience`)

/** Makes a card of a question from the words of those who said yes; names are taken out. */
export const publishCard = (id: string, seq: number, card: { title: string; summary: string; quotes: number[] }) =>
  api.post<Experience>(`${message(id, seq)}/experience/publish`, card)

/** The questions of a class. */
export const readTopics = (klass: string, state: string, after = '') => api.get<List<TopicLine>>(`/classes/${klass}/topics`, { state, after, limit: 50 })

/** The cards of the school. */
export const readCards = (after = '') => api.get<List<Experience>>('/experiences', { after, limit: 20 })

/** Takes a card away. Staff only. */
export const dropCard = (id: string) => api.delete<void>(`/experiences/${id}`)

/** Words of mine that wait for the morning. */
export const readHeld = (id: string) => api.get<List<Held>>(`${room(id)}/waiting`)

/** Gives waiting words up. */
export const dropHeld = (waiting: string) => api.delete<void>(`/waiting/${waiting}`)

/** Sends waiting words at once, with the reason why. */
export const sendHeld = (waiting: string, reason: string) => api.post<void>(`/waiting/${waiting}/now`, { reason })

/** Rings whoever is on duty, whatever the hour. At most three times an hour. */
export const ring = (id: string, reason: Reason, text: string, key: string) => api.post<Posted>(`${room(id)}/alarms`, { reason, text }, key)

/** The alarms staff have to look at. */
export const readAlarms = () => api.get<List<Alarm>>('/alarms')

/** Says that an alarm was seen. */
export const seeAlarm = (alarm: string) => api.post<void>(`/alarms/${alarm}/ack`)

/** What staff owe an answer to, oldest first. */
export const readOwed = (after = '') => api.get<List<Owed>>('/owed', { after, limit: 50 })

/** Takes a thing off the list without an answer. */
export const settleOwed = (o: Pick<Owed, 'conversation' | 'seq'>) => api.post<void>(`${room(o.conversation)}/owed/${o.seq}/done`)

/** Lets a thing rest until a moment. */
export const snoozeOwed = (o: Pick<Owed, 'conversation' | 'seq'>, until: number) => api.post<void>(`${room(o.conversation)}/owed/${o.seq}/snooze`, { until })

/** My own quiet hours, or the school's. */
export const readQuiet = (whose: 'me' | 'school') => api.get<QuietHours>(`/${whose}/quiet`)

/** Changes them. */
export const setQuiet = (whose: 'me' | 'school', hours: QuietHours) => api.put<QuietHours>(`/${whose}/quiet`, hours)
