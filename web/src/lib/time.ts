import { lang, t } from '../i18n'

const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const minute = 60_000
const hour = 60 * minute

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** 18:20, always on 24 hours. */
export function clock(at: number): string {
  const d = new Date(at)
  return `${two(d.getHours())}:${two(d.getMinutes())}`
}

/** 周五, Fri. */
export function weekday(at: number): string {
  return weekdays[lang.value][new Date(at).getDay()] as string
}

/** 12月4日, Dec 4; another year than `now` is written too. */
export function date(at: number, now = Date.now()): string {
  const d = new Date(at)
  const other = d.getFullYear() !== new Date(now).getFullYear()
  if (lang.value === 'en') return `${months[d.getMonth()]} ${d.getDate()}${other ? `, ${d.getFullYear()}` : ''}`
  return `${other ? `${d.getFullYear()}年` : ''}${d.getMonth() + 1}月${d.getDate()}日`
}

/** 12月4日 周五, Fri, Dec 4. */
export function day(at: number, now = Date.now()): string {
  return lang.value === 'en' ? `${weekday(at)}, ${date(at, now)}` : `${date(at, now)} ${weekday(at)}`
}

/** Calendar days from `now` to `at`: 0 today, -1 yesterday. */
export function daysAway(at: number, now = Date.now()): number {
  const midnight = (x: number) => { const d = new Date(x); return Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) }
  return Math.round((midnight(at) - midnight(now)) / (24 * hour))
}

/** 今天, 昨天, 明天, a weekday within six days, else 12月4日. */
export function near(at: number, now = Date.now()): string {
  const away = daysAway(at, now)
  if (away === 0) return t('time.today')
  if (away === -1) return t('time.yesterday')
  if (away === 1) return t('time.tomorrow')
  return Math.abs(away) <= 6 ? weekday(at) : date(at, now)
}

/** 今天 16:02, 周一 20:00, 12月4日 18:20. */
export function moment(at: number, now = Date.now()): string {
  return `${near(at, now)} ${clock(at)}`
}

/** A deadline: 周一 20:00 前, by Mon 20:00. */
export function due(at: number, now = Date.now()): string {
  return t('time.before', { when: moment(at, now) })
}

/** The stamp of a line in a list: 11:40 today, else 昨天, 周三, 12月1日. */
export function stamp(at: number, now = Date.now()): string {
  return daysAway(at, now) === 0 ? clock(at) : near(at, now)
}

/** How long ago, for things that just happened; older than six hours falls to `moment`. */
export function ago(at: number, now = Date.now()): string {
  const gone = now - at
  if (gone < minute) return t('time.justNow')
  if (gone < hour) return t('time.minutesAgo', { n: Math.floor(gone / minute) })
  if (gone < 6 * hour) return t('time.hoursAgo', { n: Math.floor(gone / hour) })
  return moment(at, now)
}

/** A length of time: 2 小时 22 分, 3 天. */
export function span(length: number): string {
  const minutes = Math.max(1, Math.round(length / minute))
  if (minutes < 60) return t('time.minutes', { n: minutes })
  if (minutes < 48 * 60) {
    const rest = minutes % 60
    return t('time.hours', { n: Math.floor(minutes / 60) }) + (rest ? ` ${t('time.minutes', { n: rest })}` : '')
  }
  return t('time.days', { n: Math.floor(minutes / (24 * 60)) })
}

/** The value of <input type="datetime-local"> for a time, in the zone of this device. */
export function toInput(at: number): string {
  const d = new Date(at)
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${clock(at)}`
}

/** The time typed into <input type="datetime-local">; 0 when it is empty or not a time. */
export function fromInput(value: string): number {
  const at = new Date(value).getTime()
  return Number.isNaN(at) ? 0 : at
}
