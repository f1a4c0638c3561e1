import { ref } from 'vue'
import { api } from '../../api/client'
import { wordsOf } from '../../api/errors'
import type { AskSilent, NoticeView } from '../../api/schema'
import { useLoad } from '../../lib/useLoad'
import { toast } from '../../ui/toasts'
import { readCounts, readResults, turn } from './api'
import { t } from './t'

/** What was answered to a notice, and what staff can do about it. Nothing of it is kept on the device. */
export function useResults(id: string) {
  const { data, error, refresh } = useLoad(async () => {
    const notice = await api.get<NoticeView>(`/notices/${id}`)
    const ask = notice.ask ?? ''
    const [results, counts] = await Promise.all([readResults(ask), readCounts(ask)])
    return { notice, ask, results, counts }
  })
  const busy = ref(false)

  async function run(deed: () => Promise<string>) {
    if (busy.value) return
    busy.value = true
    try {
      toast(await deed())
      await refresh()
    } catch (e) {
      toast(wordsOf(e).title, { tone: 'failed' })
    } finally {
      busy.value = false
    }
  }

  const remind = (silent: AskSilent[]) => run(async () => {
    const answer = await api.post<{ reminded: string[] }>(`/notices/${id}/remind`, { students: silent.map((s) => s.student) })
    return t(answer.reminded.length ? 'remind.done' : 'remind.none', { n: answer.reminded.length })
  })
  const turned = (open: boolean) => run(async () => {
    await turn(data.value?.ask ?? '', open)
    return t(open ? 'turn.opened' : 'turn.closed')
  })
  return { data, error, busy, refresh, remind, turned }
}
