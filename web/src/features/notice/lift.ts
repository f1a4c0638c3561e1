import { date, fromInput, toInput } from '../../lib/time'
import type { Draft } from './draft'
import { edgeOf, momentWords, timeLines } from './moments'
import { t } from './t'
import type { Moment, NoticeType, Question, Times } from './types'

// What families get wrong in a notice is when. So a question is lifted out of its times: first those on
// the arc, then hours and days that stand in the words, each asked by the very clause it stands in.

/** What is needed of a sheet to find a question in it. */
export type Words = Pick<Draft, 'type' | 'text' | 'start' | 'startWord' | 'end' | 'endWord'>

const hour = 3_600_000
const daylong = 24 * hour
const most = 4

/** Questions a notice could ask about itself, the best one first; none where it names no time. */
export function lift(words: Words): Question[] {
  const times: Times = { start: momentOf(words.start, words.startWord), end: momentOf(words.end, words.endWord) }
  const edges = (['start', 'end'] as const).reduce<Question[]>((all, edge) => {
    const m = edgeOf(times, edge)
    return m ? all.concat(edgeQuestion(words.type, edge, m)) : all
  }, [])
  return edges.concat(clauses(words.text).reduce<Question[]>((all, c) => all.concat(clauseQuestion(c)), [])).slice(0, most)
}

function momentOf(value: string, word: string): Moment | undefined {
  const at = fromInput(value)
  return at ? { at, word: word.trim() || undefined } : undefined
}

function edgeQuestion(type: NoticeType, edge: 'start' | 'end', m: Required<Moment>): Question {
  const ask = type === 'holiday' ? (edge === 'start' ? 'lift.leave' : 'lift.return') : edge === 'start' ? 'lift.begin' : 'lift.finish'
  const wrong = [m.at - daylong, m.at + daylong].map((at) => momentWords({ ...m, at }))
  return mixed(t(ask), momentWords(m), wrong, timeLines(type, { [edge]: m })[0] ?? '')
}

/** The text in clauses short enough to be asked. */
function clauses(text: string): string[] {
  return text.split(/[。；;！!？?，\n]|, |\. /).map((c) => c.trim().replace(/[.,]$/, '')).filter((c) => c.length >= 4 && c.length <= 60)
}

function clauseQuestion(clause: string): Question[] {
  const clocks = clause.match(/\d{1,2}[:：]\d{2}/g) ?? []
  const days = clause.match(/\d{1,2}\s*月\s*\d{1,2}\s*[日号]/g) ?? []
  if (clocks.length === 1) return hourQuestion(clause, clocks[0] as string)
  return days.length === 1 ? dayQuestion(clause, days[0] as string) : []
}

function hourQuestion(clause: string, word: string): Question[] {
  const [h, m] = word.split(/[:：]/).map(Number) as [number, number]
  if (h > 23 || m > 59) return []
  const at = new Date(2026, 0, 15, h, m).getTime()
  const shown = (when: number) => toInput(when).slice(11).replace(/^0/, '')
  return [mixed(asked(clause, word, t('lift.clock')), shown(at), [shown(at - hour / 2), shown(at + hour)], clause)]
}

function dayQuestion(clause: string, word: string): Question[] {
  const [month, day] = (word.match(/\d+/g) ?? []).map(Number) as [number, number]
  if (month > 12 || day > 31) return []
  const now = new Date().getFullYear()
  const at = new Date(now, month - 1, day, 12).getTime()
  return [mixed(asked(clause, word, t('lift.day')), date(at), [date(at - daylong), date(at + daylong)], clause)]
}

/** The clause with its time asked for: 早饭后 7:30 离开宿舍, 早饭后几点离开宿舍？ */
function asked(clause: string, word: string, question: string): string {
  const at = clause.indexOf(word)
  const tail = clause.slice(at + word.length)
  const joined = /[\u4e00-\u9fff]/.test(question) ? clause.slice(0, at).trim() + question + tail.trim() : `${clause.slice(0, at)}${question}${tail}`
  return t('lift.ask', { words: joined })
}

/** Puts the right answer at a place that its own words decide: not always the first, and the same each time. */
function mixed(ask: string, right: string, wrong: string[], line: string): Question {
  const at = Array.from(ask + right).reduce((n, c) => n + c.charCodeAt(0), 0) % 3
  const answers = wrong.slice(0, 2)
  answers.splice(at, 0, right)
  return { ask, answers, right: at, line }
}
