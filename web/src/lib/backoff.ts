const first = 1_000
const most = 60_000

/** How long to wait before try number `tries` (1 is the first failure): full jitter, so that a thousand phones do not come back at once. */
export function backoff(tries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(most, first * 2 ** Math.min(tries, 10))
  return 200 + random() * ceiling
}
