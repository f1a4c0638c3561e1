import { airy } from '../../lib/pangu'
import { clock, span } from '../../lib/time'
import type { BoardChild, Note, Values } from './types'
import { t } from './t'

/** The newest line of a child's log; said several times over, it tells how often: "妈妈没接，2 次". */
export function lastNote(notes: readonly Note[]): string {
  const last = notes[notes.length - 1]
  if (!last) return ''
  const times = notes.filter((n) => n.text === last.text).length
  return times > 1 ? t('late.times', { text: last.text, n: times }) : last.text
}

/** What a family said instead of "home": 到了奶奶家, 要晚一点. */
export function saidOf(values: Values): string {
  const place = values.place ? t('child.report.other', { place: values.place }) : t('child.report.other.none')
  const what = values.state === 'other' ? place : values.state === 'delayed' ? t('child.report.delayed') : values.state === 'wrong' ? [t('child.report.wrong'), values.place].filter(Boolean).join(t('common.comma')) : ''
  return [what, values.note].filter(Boolean).join(t('common.comma'))
}

/** Why a child stands where it stands, in one line: the usual time, and the newest that was learned. */
export function lineOfChild(c: BoardChild): string {
  const newest = lastNote(c.notes) || saidOf(c.values)
  if (c.state === 'home') return [c.arrivedAt ? clock(c.arrivedAt) : '', c.by, saidOf(c.values)].filter(Boolean).join(' · ')
  return airy([c.expectedAt ? t('late.usual', { time: clock(c.expectedAt) }) : '', newest].filter(Boolean).join(' · '))
}

/** 晚了 55 分, or 下错车了; '' for a child that nobody need look after. */
export function lateOf(c: BoardChild): string {
  if (c.lateMin > 0) return t('late.by', { span: span(c.lateMin * 60_000) })
  return c.state === 'onWay' && c.values.state === 'wrong' ? t('child.report.wrong') : ''
}
