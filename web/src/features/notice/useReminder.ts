import { ref } from 'vue'
import { wordsOf } from '../../api/errors'
import { toast } from '../../ui/toasts'
import { remind } from './api'
import { t } from './t'

/** Reminding the silent: busy while it runs, and a word about whom it reached. */
export function useReminder(id: () => string, done: () => void) {
  const busy = ref(false)
  async function send(students: string[]) {
    if (busy.value || !students.length) return
    busy.value = true
    try {
      const answer = await remind(id(), students)
      const words = answer.reminded.length ? t('remind.done', { n: answer.reminded.length }) : t('remind.none')
      toast(answer.skipped.length && answer.reminded.length ? words + t('remind.skipped', { n: answer.skipped.length }) : words)
      done()
    } catch (e) {
      toast(wordsOf(e).title, { tone: 'failed' })
    } finally {
      busy.value = false
    }
  }
  return { busy, send }
}
