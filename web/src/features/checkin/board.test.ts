import { describe, expect, it } from 'vitest'
import { firstCall, groupsOf, heeded, missing, nextPhone, numbersOf, shortOf, sumsOf, unthanked } from './board'
import type { BoardChild } from './types'

const child = (student: string, o: Partial<BoardChild> = {}): BoardChild => ({
  student, name: student, class: '高一（3）班', state: 'onWay', expectedAt: 100, overdueAt: 115, lateMin: 0, arrivedAt: 0, by: '', via: '', saidAt: 0, seat: 1, values: { state: '', place: '', note: '' },
  notes: [], contacts: [{ label: '爸爸', phone: '1' }, { label: '妈妈', phone: '2' }], companions: [], way: '', remindedAt: 0, thanked: false, ...o,
})

describe('a board', () => {
  const groups = groupsOf([
    child('home late', { state: 'home', arrivedAt: 30 }), child('home first', { state: 'home', arrivedAt: 20, thanked: true }),
    child('soon', { expectedAt: 50 }), child('later', { expectedAt: 90 }),
    child('lost', { expectedAt: 80, values: { state: 'wrong', place: '南站', note: '' } }),
    child('ill', { state: 'excused' }), child('fetched', { state: 'pickedUp' }),
    child('15 late', { state: 'overdue', lateMin: 15 }), child('55 late', { state: 'overdue', lateMin: 55, contacts: [] }),
  ])

  it('puts the latest first and those at home in the order they came', () => {
    expect(groups.overdue.map((c) => c.student)).toEqual(['55 late', '15 late'])
    expect(groups.onWay.map((c) => c.student)).toEqual(['soon', 'later'])
    expect(groups.home.map((c) => c.student)).toEqual(['home first', 'home late'])
  })

  it('counts every child once, and the excused not at all', () => {
    expect(sumsOf(groups)).toEqual({ confirmed: 3, read: 3, overdue: 2 })
    expect(numbersOf(groups)).toEqual({ of: 8, home: 3 })
    expect(missing(groups).length).toBe(5)
  })

  it('looks after who got off at a wrong stop right after the late', () => {
    expect(heeded(groups).map((c) => c.student)).toEqual(['55 late', '15 late', 'lost'])
    expect(groups.onWay.map((c) => c.student)).not.toContain('lost')
  })

  it('calls the latest child that has a number', () => {
    expect(firstCall(heeded(groups))?.student).toBe('15 late')
  })

  it('tries the number nobody has tried yet, then the first again', () => {
    const said = (...text: string[]) => nextPhone(child('a', { notes: text.map((x) => ({ text: x, by: '', at: 0, called: true })) }))?.label
    expect(said()).toBe('爸爸')
    expect(said('爸爸没接')).toBe('妈妈')
    expect(said('爸爸没接', '妈妈没接')).toBe('爸爸')
    expect(nextPhone(child('b', { contacts: [] }))).toBeUndefined()
  })

  it('thanks nobody twice', () => {
    expect(unthanked(groups).map((c) => c.student)).toEqual(['home late', 'fetched'])
  })

  it('calls people by what they are to the child', () => {
    expect(['曹建国 爸爸', '爸爸'].map((label) => shortOf({ label, phone: '1' }))).toEqual(['爸爸', '爸爸'])
  })
})
