// A signature is drawn on a pad of its own units, so that it looks the same on every screen and on paper.

/** The pad's size in its own units. */
export const pad = { width: 300, height: 120 } as const

/** A place on the pad. */
export type Point = readonly [x: number, y: number]

/** What the finger drew without being lifted. */
export type Stroke = readonly Point[]

// The server takes 8 KB; a margin keeps the last stroke from being refused.
const most = 7800
const least = 40

/** The strokes as the `d` of one SVG path, thinned until it is small enough to be kept. */
export function pathOf(strokes: readonly Stroke[]): string {
  for (let slack = 0.6; ; slack *= 2) {
    const path = strokes.map((s) => thin(s, slack).map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('')).join('')
    if (path.length <= most || slack > pad.width) return path
  }
}

/** Whether there is enough ink to be a name, and not a slip of the finger. */
export function signed(strokes: readonly Stroke[]): boolean {
  return strokes.reduce((sum, s) => sum + s.slice(1).reduce((n, p, i) => n + away(p, s[i] as Point), 0), 0) >= least
}

/** Where a finger is on the pad, whole units, never outside. */
export function place(x: number, y: number, box: { left: number; top: number; width: number; height: number }): Point {
  const on = (at: number, from: number, length: number, units: number) => Math.round(Math.min(1, Math.max(0, (at - from) / (length || 1))) * units)
  return [on(x, box.left, box.width, pad.width), on(y, box.top, box.height, pad.height)]
}

/** Leaves out the points that lie within `slack` of the line between their neighbours (Ramer, Douglas and Peucker). */
export function thin(stroke: Stroke, slack: number): Stroke {
  if (stroke.length < 3) return stroke.length === 1 ? [stroke[0] as Point, stroke[0] as Point] : stroke
  const first = stroke[0] as Point
  const last = stroke[stroke.length - 1] as Point
  let far = 0
  let at = 0
  stroke.forEach((p, i) => {
    const d = off(p, first, last)
    if (d > far) [far, at] = [d, i]
  })
  if (far <= slack) return [first, last]
  return thin(stroke.slice(0, at + 1), slack).slice(0, -1).concat(thin(stroke.slice(at), slack))
}

function away(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
}

/** How far a point lies off the line from `a` to `b`. */
function off(p: Point, a: Point, b: Point): number {
  const length = away(a, b)
  if (!length) return away(p, a)
  return Math.abs((b[1] - a[1]) * p[0] - (b[0] - a[0]) * p[1] + b[0] * a[1] - b[1] * a[0]) / length
}
