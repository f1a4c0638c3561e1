import { reactive } from 'vue'
import { isParent } from '../../lib/relation'
import { uuid } from '../../lib/random'
import type { Invitation, JoinRequest } from './api'
import { phoneDigits, readCode } from './code'

/** One question a screen; `used`, `gone` and `notGuardian` explain and lead on, `welcome` is the end. */
export type Screen = 'code' | 'gone' | 'used' | 'who' | 'others' | 'self' | 'digits' | 'ask' | 'child' | 'rules' | 'welcome' | 'notGuardian'

/** Everything said and seen on the way in. It stays through every error and every step back. */
export interface Journey {
  screen: Screen
  past: Screen[]
  invitation: Invitation | null
  answers: { code: string; relation: string; digits: string; child: string; phone: string; photos: boolean; self: boolean }
  tries: number
  busy: boolean
  wrong: string
  problem: unknown
  /** The idempotency key of this attempt: pressing twice joins once. */
  key: string
}

/** A journey at its first screen, with the code of the link when there was one. */
export function begin(code: string): Journey {
  return reactive<Journey>({
    screen: 'code', past: [], invitation: null, tries: 0, busy: false, wrong: '', problem: undefined, key: uuid(),
    answers: { code: readCode(code), relation: '', digits: '', child: '', phone: '', photos: false, self: false },
  })
}

/** On to the next screen; what ends a journey has no way back. */
export function go(j: Journey, next: Screen): void {
  const end = next === 'gone' || next === 'welcome' || next === 'notGuardian'
  if (j.screen !== next) j.past = end ? [] : [...j.past, j.screen]
  j.screen = next
  j.wrong = ''
  j.problem = undefined
}

/** One screen back, with everything that was typed. */
export function back(j: Journey): void {
  const before = j.past[j.past.length - 1]
  if (!before) return
  j.past = j.past.slice(0, -1)
  j.screen = before
  j.wrong = ''
  j.problem = undefined
}

/** Which of the three steps a screen belongs to; 0 for the screens before and after them. */
export function stepOf(screen: Screen): number {
  if (screen === 'who' || screen === 'others' || screen === 'self') return 1
  if (screen === 'digits' || screen === 'ask' || screen === 'child') return 2
  return screen === 'rules' ? 3 : 0
}

/** Where the second fact is asked: a class code by name and phone, a fresh slip by four digits, a used code by the whole number. What family passed on needs none. */
export function proofOf(j: Journey): Screen {
  const i = j.invitation
  if (!i || i.kind === 'class') return 'child'
  if (i.kind === 'family' && i.state === 'open') return 'rules'
  return i.state === 'open' && i.hasPhone && j.tries > 0 ? 'digits' : 'ask'
}

/** What is sent at the end. Only the proof of the way that was taken goes along. */
export function requestOf(j: Journey): JoinRequest {
  const a = j.answers
  const byDigits = j.past.indexOf('digits') >= 0 && j.past.indexOf('ask') < 0
  const byPhone = j.past.indexOf('ask') >= 0 || j.past.indexOf('child') >= 0
  return {
    code: a.code,
    relation: a.self ? '' : a.relation,
    standIn: !a.self && !isParent(a.relation),
    digits: byDigits ? a.digits : '',
    child: a.child.trim(),
    phone: byPhone ? phoneDigits(a.phone) : '',
    askStaff: a.self || (j.past.indexOf('ask') >= 0 && j.invitation?.state === 'open'),
    self: a.self,
    rulesVersion: j.invitation?.rules.version ?? 0,
    photos: !a.self && a.photos,
    device: '',
  }
}
