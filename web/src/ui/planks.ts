import { states, total, type State, type Sums } from './state'

/** One drawn plank: where its foot stands, which way it leans (unit vector) and how it ends. */
export interface Plank { state: State; x: number; y: number; nx: number; ny: number; length: number }

/** A drawn bridge: the planks, the deck under each row, the height, and how many children one plank stands for. */
export interface Drawing { planks: Plank[]; decks: string[]; height: number; width: number; thick: number; each: number }

const perRow = 60
const mostRows = 4
const widestPitch = 14
const lengths: Record<State, number> = { confirmed: 15, read: 8.5, delivered: 7.5, none: 0, overdue: 0 }

/** The states of all children in plank order. Above 240 children one plank stands for several, rounded so that none vanishes. */
export function spread(sums: Sums): { list: State[]; each: number } {
  const each = Math.max(1, Math.ceil(total(sums) / (perRow * mostRows)))
  const list: State[] = []
  for (const state of states) {
    const n = Math.ceil((sums[state] ?? 0) / each)
    for (let i = 0; i < n; i++) list.push(state)
  }
  return { list, each }
}

/** Lays the planks along shallow arches, `width` pixels wide. */
export function lay(sums: Sums, space: number): Drawing {
  const width = Math.max(40, space) // a hidden box has no width yet
  const { list, each } = spread(sums)
  const rows = Math.max(1, Math.ceil(list.length / perRow))
  const inRow = Math.ceil(list.length / rows)
  const rise = Math.max(8, Math.min(16, width * 0.042))
  const rowHeight = rise + 26
  const thick = Math.max(1.8, Math.min(5, (width / Math.max(inRow, 24)) * 0.6))
  const drawing: Drawing = { planks: [], decks: [], height: rowHeight * rows, width, thick, each }
  for (let row = 0; row < rows; row++) {
    const base = rowHeight * (row + 1) - 2
    drawing.decks.push(`M1 ${round(base)}Q${round(width / 2)} ${round(base - 2 * rise)} ${round(width - 1)} ${round(base)}`)
    layRow(drawing, list.slice(row * inRow, (row + 1) * inRow), base, rise)
  }
  return drawing
}

function layRow(drawing: Drawing, row: State[], base: number, rise: number): void {
  const margin = drawing.thick / 2 + 1
  const span = Math.min(drawing.width - 2 * margin, widestPitch * (row.length - 1))
  const from = (drawing.width - span) / 2
  row.forEach((state, i) => {
    const x = row.length === 1 ? drawing.width / 2 : from + (span * i) / (row.length - 1)
    const u = x / drawing.width
    const slope = (-4 * rise * (1 - 2 * u)) / drawing.width
    const norm = Math.sqrt(1 + slope * slope)
    const nx = slope / norm
    const ny = -1 / norm
    const foot = 5 + drawing.thick / 2
    drawing.planks.push({
      state, nx, ny, length: lengths[state],
      x: x + nx * foot + (1 - 2 * u) * 1.6,
      y: base - rise * 4 * u * (1 - u) + ny * foot,
    })
  })
}

/** The path of one plank: a stroke for the solid ones, an outline for the hollow and the rings. */
export function path(p: Plank, thick: number): string {
  const r = thick / 2
  if (p.length === 0) {
    const ring = p.state === 'none' ? Math.max(1.4, Math.min(r * 1.35, 3)) : Math.max(1.6, Math.min(r * 1.2, 2.6))
    return `M${round(p.x - ring)} ${round(p.y)}a${round(ring)} ${round(ring)} 0 1 0 ${round(2 * ring)} 0a${round(ring)} ${round(ring)} 0 1 0 ${round(-2 * ring)} 0`
  }
  const tx = p.x + p.nx * p.length
  const ty = p.y + p.ny * p.length
  if (p.state !== 'delivered') return `M${round(p.x)} ${round(p.y)}L${round(tx)} ${round(ty)}`
  const w = Math.max(0.8, r - 0.7)
  const sx = -p.ny * w
  const sy = p.nx * w
  return `M${round(p.x - sx)} ${round(p.y - sy)}L${round(tx - sx)} ${round(ty - sy)}A${round(w)} ${round(w)} 0 0 1 ${round(tx + sx)} ${round(ty + sy)}L${round(p.x + sx)} ${round(p.y + sy)}A${round(w)} ${round(w)} 0 0 1 ${round(p.x - sx)} ${round(p.y - sy)}z`
}

const round = (n: number) => Math.round(n * 10) / 10
