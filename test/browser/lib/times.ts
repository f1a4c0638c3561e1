const zone = 'Asia/Shanghai'

/** A day from now in the school's zone, as a datetime-local input holds it: 2026-12-04T18:20. */
export function inputOf(daysAhead: number, hour: string): string {
  const day = new Date(Date.now() + daysAhead * 86_400_000)
  return `${day.toLocaleDateString('sv-SE', { timeZone: zone })}T${hour}`
}

/** The same day as people read it: 12月4日. */
export function dateOf(daysAhead: number): string {
  const [, month, day] = inputOf(daysAhead, '').slice(0, 10).split('-').map(Number)
  return `${month}月${day}日`
}
