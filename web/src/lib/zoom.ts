/** Where a picture lies in its stage: moved by x and y from the middle, `scale` times its fitted size. */
export interface Place { x: number; y: number; scale: number }

/** A point on the stage, measured from its middle. */
export interface Point { x: number; y: number }

export const still: Place = { x: 0, y: 0, scale: 1 }
export const most = 5

/** Scales about a point of the stage, so that what lies under the fingers stays there. */
export function zoomAt(place: Place, scale: number, at: Point): Place {
  const next = Math.min(most, Math.max(1, scale))
  const k = next / place.scale
  return { scale: next, x: at.x - (at.x - place.x) * k, y: at.y - (at.y - place.y) * k }
}

/** Keeps a picture of the given fitted size over the stage: no further than its edges, and in the middle where it is smaller. */
export function hold(place: Place, picture: { width: number; height: number }, stage: { width: number; height: number }): Place {
  const room = (drawn: number, frame: number) => Math.max(0, (drawn * place.scale - frame) / 2)
  const clamp = (v: number, most: number) => (most ? Math.min(most, Math.max(-most, v)) : 0)
  return { scale: place.scale, x: clamp(place.x, room(picture.width, stage.width)), y: clamp(place.y, room(picture.height, stage.height)) }
}

/** What a one-finger stroke over an unzoomed picture means. */
export function strokeOf(dx: number, dy: number, ms: number, width: number): 'next' | 'before' | 'close' | 'stay' {
  const far = Math.abs(dx) > Math.abs(dy) ? Math.abs(dx) : 0
  const quick = ms < 300 && far > 40
  if (far > width / 3 || quick) return dx < 0 ? 'next' : 'before'
  return dy > 110 && !far ? 'close' : 'stay'
}
