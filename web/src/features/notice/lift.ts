import { fromInput } from '../../lib/time'
import type { Draft } from './draft'
import { edgeOf, momentWords, timeLines } from './moments'
import { t } from './t'
import type { Moment, NoticeType, Question, Times } from './types'

// What families get wrong in a notice is when. The composer knows how its own times are said (清早离校, 18:20 前返校);
// for what stands in the words alone the server finds a question.

/** What is needed of a sheet to ask for its times. */
export type Sheet = Pick<Draft, 'type' | 'start' | 'startWord' | 'end' | 'endWord'>

const daylong = 86_400_000

/** The times of a sheet as they are sent; nothing where it has none. */
export function timesOf(sheet: Omit<Sheet, 'type'>): Times | undefined {
  const start = momentOf(sheet.start, sheet.startWord)
  const end = momentOf(sheet.end, sheet.endWord)
  return start || end ? { start, end } : undefined
}

function momentOf(value: string, word: string): Moment | undefined {
  const at = fromInput(value)
  return at ? { at, word: word.trim() || undefined } : undefined
}

/** One question for each of a sheet's times. */
export function lift(sheet: Sheet): Question[] {
  const times = timesOf(sheet)
  return (['start', 'end'] as const).reduce<Question[]>((all, edge) => {
    const m = edgeOf(times, edge)
    return m ? all.concat(questionOf(sheet.type, edge, m)) : all
  }, [])
}

function questionOf(type: NoticeType, edge: 'start' | 'end', m: Required<Moment>): Question {
  const ask = type === 'holiday' ? (edge === 'start' ? 'lift.leave' : 'lift.return') : edge === 'start' ? 'lift.begin' : 'lift.finish'
  const right = new Date(m.at).getDate() % 3 // not always the first, and the same each time
  const answers = [m.at - daylong, m.at + daylong].map((at) => momentWords({ ...m, at }))
  answers.splice(right, 0, momentWords(m))
  return { ask: t(ask), answers, right, line: timeLines(type, { [edge]: m })[0] ?? '' }
}
