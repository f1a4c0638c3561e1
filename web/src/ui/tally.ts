import type { AskFieldCount } from '../api/schema'
import { t } from './t'

/** One bar of a chart; `share` is of the longest, so that the longest fills its line. */
export interface Bar { key: string; label: string; n: number; share: number }

/** The bars of a choice, in the order it was asked, also those nobody chose. */
export function barsOf(field: Pick<AskFieldCount, 'options'>): Bar[] {
  const longest = Math.max(1, ...field.options.map((o) => o.count))
  return field.options.map((o) => ({ key: o.id, label: o.label, n: o.count, share: o.count / longest }))
}

const round = (n: number) => String(Math.round(n * 100) / 100)

/** A number in one line: 一共 86，平均 2，从 1 到 5. */
export function sumLine(f: Pick<AskFieldCount, 'filled' | 'sum' | 'least' | 'most'>): string {
  if (!f.filled) return ''
  const line = t('sum.line', { sum: round(f.sum), mean: round(f.sum / f.filled) })
  return f.least === f.most ? line : line + t('sum.range', { min: round(f.least), max: round(f.most) })
}
