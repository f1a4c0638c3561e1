import { placeOf } from '../../ui/seats'
import { t } from './t'

/** Where a child sits, as staff say it: 第四排中间. Empty for a child without a seat; `seat` counts from 1. */
export function seatWords(seat: number): string {
  if (seat < 1) return ''
  const { row, column } = placeOf(seat - 1)
  return t('find.seat', { row, side: t(column < 3 ? 'side.left' : column > 8 ? 'side.right' : 'side.middle') })
}
