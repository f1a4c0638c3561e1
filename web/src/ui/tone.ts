/** A child's own tone, 1 to 3; it never stands without the name. */
export type Tone = 1 | 2 | 3

/** The tone for a number that may come from anywhere. */
export function toneOf(n: number | undefined): Tone {
  return ((((n ?? 1) - 1) % 3) + 1) as Tone
}
