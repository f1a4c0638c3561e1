import { weekday } from '../../lib/time'
import { weekdaysOf } from './days'
import { t } from './t'

const monday = new Date(2024, 0, 1, 12).getTime() // a Monday

/** The word for a weekday, 1 Monday to 7 Sunday. */
export const weekdayWord = (w: number): string => weekday(monday + (w - 1) * 86_400_000)

/** 周五, or 周二、周五. */
export const weekdayWords = (list: readonly number[]): string => weekdaysOf(list).map(weekdayWord).join(t('plan.and'))
