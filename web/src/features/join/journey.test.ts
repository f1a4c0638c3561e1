import { describe, expect, it } from 'vitest'
import type { Invitation } from './api'
import { back, begin, go, proofOf, requestOf, stepOf } from './journey'

const slip: Invitation = {
  kind: 'slip', state: 'open', class: { name: '高一（3）班' }, school: '青溪中学', teacher: '王老师',
  given: '思雨', hasPhone: true, triesLeft: 5, rules: { version: 2, by: '王老师', items: [] },
}

function at(invitation: Partial<Invitation>, tries = 5) {
  const j = begin('7K3M9-2WQ8P')
  j.invitation = { ...slip, ...invitation }
  j.tries = tries
  j.screen = 'who'
  return j
}

describe('the second fact', () => {
  it('is four digits for a fresh slip', () => expect(proofOf(at({}))).toBe('digits'))
  it('is name and phone for a class code', () => expect(proofOf(at({ kind: 'class' }))).toBe('child'))
  it('is the whole number for a used slip', () => expect(proofOf(at({ state: 'used' }))).toBe('ask'))
  it('is not asked of whom the family invited', () => expect(proofOf(at({ kind: 'family', hasPhone: false }, 0))).toBe('rules'))
  it('is left to staff when the tries are gone or the school has no number', () => {
    expect(proofOf(at({}, 0))).toBe('ask')
    expect(proofOf(at({ hasPhone: false }))).toBe('ask')
  })
})

describe('the way back', () => {
  it('keeps what was typed', () => {
    const j = at({})
    j.answers.relation = '母亲'
    go(j, 'digits')
    j.answers.digits = '60'
    back(j)
    expect(j.screen).toBe('who')
    expect(j.answers.digits).toBe('60')
    expect(stepOf(j.screen)).toBe(1)
  })
  it('ends at a code that does not work', () => {
    const j = at({})
    go(j, 'gone')
    back(j)
    expect(j.screen).toBe('gone')
  })
})

describe('what is sent', () => {
  it('holds the digits and no phone when the digits were taken', () => {
    const j = at({})
    Object.assign(j.answers, { relation: '奶奶', digits: '6031', phone: '13905712208' })
    go(j, 'digits')
    go(j, 'rules')
    expect(requestOf(j)).toMatchObject({ digits: '6031', phone: '', standIn: true, askStaff: false, photos: false, rulesVersion: 2 })
  })
  it('asks staff when the number has changed', () => {
    const j = at({})
    Object.assign(j.answers, { relation: '母亲', digits: '60', phone: '139 0571 2208' })
    go(j, 'digits')
    go(j, 'ask')
    go(j, 'rules')
    expect(requestOf(j)).toMatchObject({ digits: '', phone: '13905712208', askStaff: true, standIn: false })
  })
  it('lets the whole number decide on a used slip', () => {
    const j = at({ state: 'used' })
    Object.assign(j.answers, { relation: '父亲', phone: '13905712208' })
    go(j, 'ask')
    go(j, 'rules')
    expect(requestOf(j)).toMatchObject({ phone: '13905712208', askStaff: false })
  })
  it('never makes a student a guardian', () => {
    const j = at({})
    Object.assign(j.answers, { relation: '母亲', self: true, photos: true })
    go(j, 'self')
    go(j, 'rules')
    expect(requestOf(j)).toMatchObject({ self: true, relation: '', standIn: false, askStaff: true, photos: false })
  })
})
