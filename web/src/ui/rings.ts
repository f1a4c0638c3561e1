/** How far somebody who may know something is: saw it, answered that they did not, was asked, is not asked yet. */
export type Heard = 'saw' | 'no' | 'asked' | 'later'

/** One who is asked, or will be. */
export interface Someone { id: string; name: string; state: Heard }

/** One half circle around the middle; `open` ones have been asked. */
export interface Ring { key: string; open: boolean; people: Someone[] }

/** Where somebody is drawn: with a mark when there is room for one, else as a dot of radius `r`. */
export interface Spot extends Someone { x: number; y: number; r: number; mark: string }

/** A drawn half circle. */
export interface Arc { key: string; open: boolean; radius: number; d: string; spots: Spot[] }

/** The whole drawing; the middle stands at `x`, `y`. */
export interface RingsDrawing { width: number; height: number; x: number; y: number; unit: number; arcs: Arc[] }

const widest = 300
const node = 13
const centre = 17
const dot = 6
const least = 2.2

/** Lays half circles `width` pixels wide, the innermost first; `unit` is 1 at normal text size, so that the names grow with the text. */
export function layRings(rings: readonly Ring[], width: number, unit = 1): RingsDrawing {
  const edge = (node + 3) * unit
  const outer = Math.max(60, Math.min(widest * unit, width / 2 - edge))
  const drawing = { width, unit, x: width / 2, y: outer + edge, height: outer + edge + (centre + 2) * unit }
  return { ...drawing, arcs: rings.map((ring, i) => layArc(ring, radiusOf(i, rings.length, outer), drawing)) }
}

/** Three rings stand as 0.45, 0.72 and 1 of the outermost; the middle always has room. */
function radiusOf(i: number, of: number, outer: number): number {
  if (of === 1) return outer * 0.72
  const inner = of > 3 ? 0.37 : 0.45
  return outer * (inner + ((1 - inner) * i) / (of - 1))
}

function layArc(ring: Ring, radius: number, at: { x: number; y: number; unit: number }): Arc {
  const d = `M${round(at.x - radius)} ${round(at.y)}A${round(radius)} ${round(radius)} 0 0 1 ${round(at.x + radius)} ${round(at.y)}z`
  return { key: ring.key, open: ring.open, radius, d, spots: laySpots(ring, radius, at) }
}

function laySpots(ring: Ring, radius: number, at: { x: number; y: number; unit: number }): Spot[] {
  const room = (Math.PI * radius) / Math.max(1, ring.people.length)
  const named = ring.open && !!ring.people[0]?.name && room >= (2 * node + 3) * at.unit
  // What finds no place on one line stands in two or three, close beside each other.
  const rows = Math.min(3, Math.max(1, Math.ceil((2.6 * least) / room)))
  const r = named ? node * at.unit : Math.max(least, Math.min(dot, room * rows * 0.33))
  const marks = named ? marksOf(ring.people) : []
  return ring.people.map((p, i) => {
    const angle = Math.PI * (1 - (i + 0.5) / ring.people.length)
    const from = radius + ((i % rows) - (rows - 1) / 2) * (2 * r + 1)
    return { ...p, r, mark: marks[i] ?? '', x: at.x + from * Math.cos(angle), y: at.y - from * Math.sin(angle) }
  })
}

/** One character for each: the first of the name, or the last where two would look alike. */
export function marksOf(people: readonly { name: string }[]): string[] {
  const letters = people.map((p) => Array.from(p.name.trim()))
  const first = letters.map((l) => l[0] ?? '·')
  return first.map((mark, i) => (first.indexOf(mark) === first.lastIndexOf(mark) ? mark : letters[i]?.slice(-1)[0] ?? mark))
}

const round = (n: number) => Math.round(n * 10) / 10
