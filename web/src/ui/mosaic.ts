import type { Attached } from '../pictures/types'

/** How a grid is laid: its columns, whether the first picture is four times as large, and one picture's height to its width in percent. */
export interface Shape { columns: 1 | 2 | 3 | 4; lead: boolean; alone: string }

const flattest = 56
const steepest = 125

/** The shape for these pictures. Numbers that leave a hole in a row of three are laid in twos. */
export function shapeOf(layout: 'mosaic' | 'cards' | 'rows' | 'talk', items: readonly Attached[]): Shape {
  const n = items.length
  if (n === 1 && layout !== 'rows') return { columns: 1, lead: false, alone: aloneOf(items[0] as Attached) }
  if (layout === 'rows') return { columns: 3, lead: false, alone: '' }
  if (n === 2 || n === 4) return { columns: 2, lead: false, alone: '' }
  return { columns: 3, lead: layout === 'mosaic' && n === 6, alone: '' }
}

function aloneOf(file: Attached): string {
  const percent = file.width && file.height ? (100 * file.height) / file.width : 75
  return `${Math.min(steepest, Math.max(flattest, percent)).toFixed(2)}%`
}
