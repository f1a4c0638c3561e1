import { computed, reactive, ref, shallowRef } from 'vue'
import { api } from '../../api/client'
import { ProblemError } from '../../api/errors'
import { uuid } from '../../lib/random'
import { loadSession, session } from '../../session'
import { t } from './t'

/** The questions in their order. */
export const questions = ['school', 'you', 'login', 'class'] as const

const needs: Record<string, number> = { '/school': 0, '/teacher': 1, '/login': 2, '/password': 2, '/class': 3 }
const passwordLength = 10
const loginLength = 3

/** The four questions that open a school. What was typed stays on this page until the class is open; the password is never stored. */
export function useSetup(token: string) {
  const answers = reactive({ school: '', teacher: '', login: '', password: '', class: '' })
  const step = ref(0)
  const link = ref<'checking' | 'open' | 'gone' | 'used'>('checking')
  const busy = ref(false)
  const problem = shallowRef<unknown>()
  const pressed = ref(false)
  const key = uuid()
  const opened = ref('')

  const wrong = computed(() => {
    const short = passwordLength - Array.from(answers.password).length
    return {
      school: answers.school.trim() ? '' : t('setup.need.school'),
      teacher: answers.teacher.trim() ? '' : t('setup.need.teacher'),
      login: answers.login.trim().length >= loginLength ? '' : t('setup.need.login'),
      password: short > 0 ? t('setup.need.password', { n: short }) : '',
      class: answers.class.trim() ? '' : t('setup.need.class'),
    }
  })
  const stuck = computed(() => [wrong.value.school, wrong.value.teacher, wrong.value.login || wrong.value.password, wrong.value.class][step.value])

  async function look(): Promise<void> {
    problem.value = undefined
    link.value = 'checking'
    if (!session.value.setup) { link.value = 'used'; return }
    try {
      link.value = (await api.post<{ open: boolean }>('/setup/state', { token })).open ? 'open' : 'gone'
    } catch (e) {
      problem.value = e
    }
  }

  async function open(): Promise<void> {
    busy.value = true
    problem.value = undefined
    try {
      const made = await api.post<{ class: string }>('/setup', { token, ...answers }, key)
      await loadSession()
      opened.value = made.class
      answers.password = ''
    } catch (e) {
      problem.value = e
      const at = e instanceof ProblemError ? e.errors.map((x) => needs[x.pointer]).filter((n) => n !== undefined)[0] : undefined
      if (at !== undefined) step.value = at as number
    }
    busy.value = false
  }

  function next(): void {
    pressed.value = Boolean(stuck.value)
    if (stuck.value) return
    problem.value = undefined
    if (step.value < questions.length - 1) step.value += 1
    else void open()
  }

  function back(): void {
    pressed.value = false
    step.value = Math.max(0, step.value - 1)
  }

  return { answers, step, link, busy, problem, pressed, opened, wrong, look, next, back }
}
