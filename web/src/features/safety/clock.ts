import { onScopeDispose, ref, type Ref } from 'vue'
import { t } from './t'

const second = 1000
const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** A running clock: 4:12, 1:04:12. */
export function elapsed(ms: number): string {
  const all = Math.max(0, Math.floor(ms / second))
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor(all / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`
}

/** A length of time that counts in seconds: 40 秒, 1 分 40 秒, 3 小时 4 分. */
export function lengthOf(ms: number): string {
  const all = Math.max(0, Math.round(ms / second))
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor(all / 60) % 60
  const parts = hours
    ? [t('length.hours', { n: hours }), minutes ? t('length.minutes', { n: minutes }) : '']
    : [minutes ? t('length.minutes', { n: minutes }) : '', all % 60 || !minutes ? t('length.seconds', { n: all % 60 }) : '']
  return parts.filter(Boolean).join(' ')
}

/** The time, moved on every second, for clocks on screen. */
export function useSeconds(): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, second)
  onScopeDispose(() => clearInterval(timer))
  return now
}
