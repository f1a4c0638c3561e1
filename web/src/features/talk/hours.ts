import { clock, daysAway, moment } from '../../lib/time'
import { t } from './t'
import type { QuietHours } from './types'

const zone = 8 * 60 // the school's days are UTC+8
const day = 24 * 60

const minuteOf = (text: string) => {
  const [hour, minute] = text.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

/** When the quiet ends in which `now` lies, in Unix ms; 0 when it lies in none. Hours that end before they begin run over midnight. */
export function quietEnds(hours: QuietHours | undefined, now: number): number {
  if (!hours || !hours.on) return 0
  const from = minuteOf(hours.from)
  const until = minuteOf(hours.until)
  const at = (Math.floor(now / 60_000) + zone) % day
  const inside = from < until ? at >= from && at < until : at >= from || at < until
  if (!inside) return 0
  const left = (until - at + day) % day
  return (Math.floor(now / 60_000) + left) * 60_000
}

/** A morning as people say it: 明早 7:00, tomorrow 7:00; other times as everywhere. */
export function wakeWord(at: number, now: number): string {
  const d = new Date(at)
  const time = clock(at).replace(/^0/, '')
  const away = daysAway(at, now)
  if (d.getHours() < 12 && (away === 0 || away === 1)) return t(away ? 'wake.tomorrow' : 'wake.today', { time })
  return moment(at, now)
}

/** The moments at which something put aside may come back: in an hour, this evening, tomorrow morning. */
export function laterThan(now: number): { key: 'hour' | 'evening' | 'morning'; at: number }[] {
  const d = new Date(now)
  const evening = new Date(d.getFullYear(), d.getMonth(), d.getDate(), 19).getTime()
  const morning = new Date(d.getFullYear(), d.getMonth(), d.getDate() + 1, 7, 30).getTime()
  const all = [{ key: 'hour' as const, at: now + 3_600_000 }, { key: 'evening' as const, at: evening }, { key: 'morning' as const, at: morning }]
  return all.filter((x) => x.at > now + 1_800_000)
}
