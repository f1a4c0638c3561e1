import { airy } from '../../lib/pangu'
import { clock } from '../../lib/time'
import type { Standing } from './mine'
import { t } from './t'
import type { MyRound } from './types'

/** What was said for a child, to its family: 18:08 到家了, 到了奶奶家; '' while nothing was. */
export function standWords(r: Pick<MyRound, 'arrivedAt'>, s: Standing): string {
  const { state, place, note } = s.said
  return airy([whereWords(r.arrivedAt, s, state, place), note].filter(Boolean).join(t('common.comma')))
}

function whereWords(arrivedAt: number, s: Standing, state: string | undefined, place: string | undefined): string {
  if (s.state === 'excused') return t('mine.stand.excused')
  if (state === 'other') return place ? t('mine.stand.other', { place }) : t('mine.stand.other.none')
  if (state === 'delayed') return t('mine.stand.delayed')
  if (state === 'wrong') return [t('mine.stand.wrong'), place].filter(Boolean).join(t('common.comma'))
  if (s.state === 'pickedUp' || state === 'pickedUp') return t('mine.stand.pickedUp')
  if (s.state !== 'home') return ''
  return arrivedAt ? t('mine.stand.home', { time: clock(arrivedAt) }) : t('mine.stand.home.now')
}
