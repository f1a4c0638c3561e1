import { computed, onScopeDispose, ref } from 'vue'
import { wordsOf } from '../../api/errors'
import { onNudge } from '../../api/live'
import { useLoad } from '../../lib/useLoad'
import { toast } from '../../ui/toasts'
import { searches } from './api'
import { nextOf } from './line'
import { t } from './t'

const often = 15_000

/** A search as staff see it, kept fresh while it is open, and what can be done about it. */
export function useFind(id: string) {
  const { data, error, refresh } = useLoad(() => searches.read(id))
  const busy = ref('')
  const open = computed(() => data.value?.state === 'open')
  const stop = onNudge('search', () => void refresh())
  // A nudge may be lost on a bad line, and a minute matters here.
  const timer = setInterval(() => { if (open.value) void refresh() }, often)
  onScopeDispose(() => {
    stop()
    clearInterval(timer)
  })

  async function act(name: string, job: () => Promise<unknown>, said = ''): Promise<boolean> {
    busy.value = name
    try {
      await job()
      if (said) toast(said)
      await refresh()
      return true
    } catch (e) {
      toast(wordsOf(e).title, { tone: 'failed' })
      return false
    } finally {
      busy.value = ''
    }
  }

  function widen() {
    const s = data.value
    const ring = s && nextOf(s).ring
    if (ring) void act('widen', () => searches.widen(id, s.ring), t('deed.widened', { ring: t(`ring.${ring.kind}`) }))
  }
  const hold = (still: boolean) => act('hold', () => searches.hold(id, still))
  const found = (where: string, word: string) => act('found', () => searches.found(id, where, word))
  const falseAlarm = () => act('false', () => searches.falseAlarm(id))
  return { data, error, refresh, busy, open, widen, hold, found, falseAlarm }
}
