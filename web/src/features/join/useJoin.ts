import { computed } from 'vue'
import { ProblemError } from '../../api/errors'
import { uuid } from '../../lib/random'
import { labelOf } from '../../lib/relation'
import { check, join, look } from './api'
import { missing, nameOf, phoneDigits } from './code'
import { back, begin, go, proofOf, requestOf, type Journey } from './journey'
import { t } from './t'

/** Runs one step that may fail. The words of a refusal stand where the person is; nothing typed is lost. */
async function step(j: Journey, job: () => Promise<void>): Promise<void> {
  if (j.busy) return
  j.busy = true
  j.wrong = ''
  j.problem = undefined
  try {
    await job()
  } catch (e) {
    refuse(j, e)
  }
  j.busy = false
}

function refuse(j: Journey, e: unknown): void {
  const reason = e instanceof ProblemError ? e.key : ''
  if (reason === 'roster.code.unknown') return go(j, 'gone')
  if (reason === 'roster.join.notGuardian') return go(j, 'notGuardian')
  if (reason === 'roster.join.digits') {
    if (j.screen === 'rules') back(j)
    j.answers.digits = ''
    j.wrong = t('join.digits.wrong')
    return
  }
  j.problem = e
}

async function open(j: Journey): Promise<void> {
  const found = await look(j.answers.code)
  j.invitation = found
  j.tries = found.triesLeft
  j.key = uuid()
  j.past = []
  j.screen = found.state === 'used' ? 'used' : 'who'
}

async function tryDigits(j: Journey): Promise<void> {
  const answer = await check(j.answers.code, j.answers.relation, j.answers.digits)
  j.tries = answer.triesLeft
  if (answer.ok) return go(j, 'rules')
  j.answers.digits = ''
  if (answer.triesLeft <= 0) go(j, 'ask')
  j.wrong = answer.triesLeft > 0 ? t('join.digits.wrong') : ''
}

/** A number somebody can be called at; a mobile number of the wrong length is the usual slip of the finger. */
function phoneProblem(typed: string): string {
  const digits = phoneDigits(typed)
  const fits = digits.charAt(0) === '1' ? digits.length === 11 : digits.length >= 7 && digits.length <= 15
  return fits ? '' : t('join.need.phone', { n: digits.length })
}

/** Sends everything; the rules may have changed meanwhile, then they are shown once more. */
async function send(j: Journey): Promise<'in' | 'waiting' | ''> {
  try {
    return (await join(requestOf(j), j.key)).state
  } catch (e) {
    // A broken line may have carried it: only an answer ends the attempt.
    if (e instanceof ProblemError) j.key = uuid()
    if (e instanceof ProblemError && e.key === 'roster.rules.changed') j.invitation = await look(j.answers.code)
    throw e
  }
}

/** The way into a class, from the code to the door. `done` hears how it ended. */
export function useJoin(code: string, done: (state: 'in' | 'waiting') => Promise<void>) {
  const j = begin(code)
  const name = computed(() => nameOf(j.invitation?.given ?? '', t('join.classmate')))
  const label = computed(() => labelOf(name.value || t('join.theChild'), j.answers.relation))
  return {
    j, name, label,
    back: () => back(j),
    go: (to: Parameters<typeof go>[1]) => go(j, to),
    open() {
      if (missing(j.answers.code) > 0) j.wrong = t('join.code.short', { n: missing(j.answers.code) })
      else void step(j, () => open(j))
    },
    /** Leaves the first question: who are you. */
    chosen() {
      j.answers.self = false
      if (j.answers.relation) go(j, proofOf(j))
      else j.wrong = t('join.who.need')
    },
    /** The student's own way: staff always decide. */
    asSelf() {
      if (j.invitation?.kind === 'class' && !j.answers.child.trim()) { j.wrong = t('join.need.child'); return }
      j.answers.self = true
      go(j, 'rules')
    },
    digits() {
      if (j.answers.digits.length < 4) j.wrong = t('join.digits.need', { n: 4 - j.answers.digits.length })
      else void step(j, () => tryDigits(j))
    },
    /** Leaves the screen with the phone number, and on a class code the child's name. */
    told() {
      const nameless = j.screen === 'child' && !j.answers.child.trim()
      j.wrong = nameless ? t('join.need.child') : phoneProblem(j.answers.phone)
      if (!j.wrong) go(j, 'rules')
    },
    agree: () => step(j, async () => {
      const state = await send(j)
      if (state) await done(state)
      if (state === 'in') go(j, 'welcome')
    }),
  }
}

/** A journey with its steps, handed to each of the screens. */
export type Join = ReturnType<typeof useJoin>
