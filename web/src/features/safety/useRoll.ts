import { computed, onScopeDispose, ref } from 'vue'
import { wordsOf } from '../../api/errors'
import { onNudge } from '../../api/live'
import { outbox, submit } from '../../db/outbox'
import { useLoad } from '../../lib/useLoad'
import { toast } from '../../ui/toasts'
import { alerts } from './api'
import { partsOf, rollWith, sumsOf, tickMark } from './roll'
import { t } from './t'
import type { Called, Standing } from './types'

const often = 20_000

/** The roll call of an alert for staff: everybody's ticks on one list, one's own at once. */
export function useRoll(id: string) {
  const cls = ref('')
  const { data, error, refresh } = useLoad(() => alerts.read(id, cls.value))
  const busy = ref(false)
  const open = computed(() => data.value?.state === 'open')
  const parts = computed(() => partsOf(data.value ? rollWith(data.value, outbox) : []))
  const sums = computed(() => sumsOf(data.value, parts.value))
  const stop = onNudge('alert', () => void refresh())
  const timer = setInterval(() => { if (open.value) void refresh() }, often)
  onScopeDispose(() => {
    stop()
    clearInterval(timer)
  })

  function tick(c: Called, state: Standing) {
    const what = state === 'safe' ? t('alert.tick', { name: c.name }) : state === 'notHere' ? t('alert.absentSaid', { name: c.name }) : t('alert.undoSaid', { name: c.name })
    submit({ path: `/alerts/${id}/people`, body: { student: c.student, state, note: '' }, mark: tickMark(id, c.student), what }).then(refresh, (e) => toast(wordsOf(e).title, { tone: 'failed' }))
  }

  async function end(): Promise<boolean> {
    busy.value = true
    try {
      await alerts.end(id)
      await refresh()
      return true
    } catch (e) {
      toast(wordsOf(e).title, { tone: 'failed' })
      return false
    } finally {
      busy.value = false
    }
  }
  function look(klass: string) {
    cls.value = klass
    void refresh()
  }
  return { data, error, refresh, busy, open, parts, sums, cls, look, tick, end }
}
