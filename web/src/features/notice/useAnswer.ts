import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { ProblemError } from '../../api/errors'
import { confirm, givenFor, waitingConfirm, withdraw, type Said } from '../../db/answers'
import { useDraft } from '../../db/drafts'
import { faults, sent, type Values } from '../../ui/fields'
import { toast } from '../../ui/toasts'
import { answerQuestion } from './api'
import { t } from './t'
import type { Mine, Notice } from './types'

/** What one family answers to a notice that wants more than a tap: fill in, sign, or choose among three. What is typed is kept until it is sent. */
export function useAnswer(notice: () => Notice, student: Ref<string>, mine: () => Mine | undefined, changed: () => void) {
  const { value: draft, ready } = useDraft<{ of: Record<string, Values> }>(`answer/${notice().ask}/${notice().version}`, () => ({ of: {} }))
  const problem = shallowRef<unknown>(null)
  const line = ref('')
  const busy = ref(false)
  const editing = ref(false)
  const shownAt = Date.now()
  const asked = computed(() => ({ ask: notice().ask, version: notice().version, student: student.value }))
  const fields = computed(() => notice().form?.fields ?? [])
  const waits = computed(() => waitingConfirm(asked.value))
  const given = computed<Values>(() => (waits.value ? (waits.value.body as Said).values : mine()?.values) as Values ?? {})
  const done = computed(() => {
    const m = mine()
    return givenFor(asked.value) === 'confirmed' || (!!m && !m.reopened && (m.own === 'confirmed' || m.done))
  })
  const values = computed(() => draft.of[student.value] ?? {})

  // A sheet of its own for each child; who changes an answer begins with what was said.
  watch([student, ready, editing], () => {
    const begun = draft.of[student.value]
    if (ready.value && (!begun || (editing.value && !Object.keys(begun).length))) draft.of[student.value] = notice().many ? {} : { ...given.value }
  }, { immediate: true })
  watch(student, () => { problem.value = null; line.value = ''; editing.value = false })

  function finished() {
    delete draft.of[student.value]
    editing.value = false
    changed()
  }

  async function send() {
    problem.value = null
    line.value = ''
    if (notice().level === 'understood') return grade()
    const wrong = faults(fields.value, values.value)
    if (wrong.length) {
      problem.value = new ProblemError(422, 'form', '', '', wrong)
      return
    }
    const a = asked.value
    const what = t('did.answered', { name: mine()?.name ?? '', title: notice().title })
    const going = confirm(a, what, { level: notice().level, values: sent(fields.value, values.value), shownMs: Date.now() - shownAt })
    const undo = notice().secret ? undefined : { label: t('common.undo'), run: () => void takeBack() }
    toast(navigator.onLine === false ? t('ask.kept') : what, { act: undo, counting: !!undo })
    editing.value = false
    await going.then(finished, (e) => { problem.value = e; editing.value = true })
  }

  // Whether it was understood is known only by asking, so this one answer cannot wait in the outbox.
  async function grade() {
    busy.value = true
    try {
      const answer = await answerQuestion(asked.value, Number(values.value.answer), Date.now() - shownAt)
      line.value = answer.right === false ? answer.line || t('answer.again') : ''
      if (!line.value) finished()
    } catch (e) {
      problem.value = e
    } finally {
      busy.value = false
    }
  }

  async function takeBack() {
    await withdraw(asked.value, t('did.takenBack', { title: notice().title })).then(finished, () => toast(t('did.tooLate'), { tone: 'failed' }))
  }
  return { fields, values, given, done, waits, editing, problem, line, busy, ready, send, takeBack }
}

/** An answer as the screen's parts share it. */
export type Answering = ReturnType<typeof useAnswer>
