import { lang } from '../../i18n'
import { clock, date, weekday } from '../../lib/time'
import { hourWord, leanOf } from './hours'
import { t } from './t.card'
import type { Level, Moment, NoticeType, Times } from './types'

type Edge = 'start' | 'end'
const dayLength = 86_400_000

/** The start or end of a notice, if it has one. */
export function edgeOf(times: Times | null | undefined, edge: Edge): Required<Moment> | null {
  const m = times ? times[edge] : null
  return m && m.at ? { at: m.at, word: m.word || '' } : null
}

/** 12月1日 清早, 12月4日 18:20 前: a word stands for the hour unless it only leans on it. */
export function momentWords(m: Required<Moment>): string {
  const lean = leanOf(m.word)
  const hour = lean ? t(`lean.${lean}`, { time: clock(m.at) }) : m.word.trim() ? hourWord(m.word) : clock(m.at)
  return lang.value === 'en' && !lean ? `${date(m.at)}, ${hour}` : `${date(m.at)} ${hour}`
}

/** 周二离校, 周五返校; 周四开始, 周四结束. */
export function edgeWord(type: NoticeType, edge: Edge, m: Moment): string {
  const word = type === 'holiday' ? (edge === 'start' ? 'edge.leave' : 'edge.return') : edge === 'start' ? 'edge.begin' : 'edge.finish'
  return t(word, { day: weekday(m.at) })
}

/** The times as short lines for a card: 12月1日 清早离校, 12月4日 18:20 前返校. */
export function timeLines(type: NoticeType, times: Times | null | undefined): string[] {
  const start = edgeOf(times, 'start')
  const end = edgeOf(times, 'end')
  const holiday = type === 'holiday'
  const lines: string[] = []
  if (start) lines.push(t(holiday ? 'line.leave' : 'line.begin', { when: momentWords(start) }))
  if (end) lines.push(t(holiday ? 'line.return' : 'line.finish', { when: momentWords(end) }))
  return lines
}

/** The days that lie wholly between two moments, as places on the arc; more than five are left undrawn. */
export function daysBetween(start: number, end: number): { at: number; label: string }[] {
  const first = new Date(start)
  const days: { at: number; label: string }[] = []
  for (let i = 1; i <= 6; i++) {
    const noon = new Date(first.getFullYear(), first.getMonth(), first.getDate() + i, 12).getTime()
    if (noon >= new Date(end).setHours(0, 0, 0, 0)) break
    days.push({ at: (noon - start) / Math.max(dayLength, end - start), label: t('edge.day', { n: new Date(noon).getDate() }) })
  }
  return days.length > 5 ? [] : days
}

/** How the class knows the author, in the reader's language. */
export function sayer(by: { name: string; label: string; labelEn?: string }): string {
  return (lang.value === 'en' && by.labelEn) || by.label || by.name
}

/** 接龙, 投票: how a notice that is filled in is called on its card; nothing for a plain one. */
export function sheetWord(type: NoticeType): string | undefined {
  return type === 'chain' || type === 'poll' || type === 'slip' || type === 'form' ? t(`sheet.${type}`) : undefined
}

/** What opens a notice that cannot be answered on its card; '' for one that can. */
export function sendWord(level: Level, type: NoticeType): string {
  if (level === 'confirm') return ''
  if (level === 'form') return t(type === 'chain' || type === 'poll' ? `go.${type}` : 'go.form')
  return t(level === 'read' ? 'ask.open' : `go.${level}`)
}
