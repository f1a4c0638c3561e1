import { describe, expect, it } from 'vitest'
import { partsOf, rollWith, sumsOf, tickMark } from './roll'
import type { Alert, Called, Standing } from './types'

const child = (student: string, state: Standing): Called => ({ student, name: student, class: 'c', className: '高一（3）班', state, note: '', by: state ? '李老师' : '', at: 1 })
const alert = { id: 'a', of: 4, safe: 1, notHere: 1, unaccounted: [child('1', ''), child('2', 'unknown')], accounted: [child('3', 'safe'), child('4', 'notHere')] } as Alert
const tick = (student: string, state: Standing, how: 'queued' | 'failed' = 'queued') => ({ mark: tickMark('a', student), state: how, body: { state } })

describe('the roll call', () => {
  it('has every child in one list', () => {
    const parts = partsOf(rollWith(alert, []))
    expect([parts.open, parts.safe, parts.notHere].map((l) => l.map((c) => c.student))).toEqual([['1', '2'], ['3'], ['4']])
    expect(sumsOf(alert, parts)).toEqual({ confirmed: 1, read: 1, overdue: 2 })
  })
  it('counts a tick before the server has it', () => {
    const parts = partsOf(rollWith(alert, [tick('1', 'safe'), tick('3', '')]))
    expect(parts.open.map((c) => c.student)).toEqual(['2', '3'])
    expect(parts.safe.map((c) => [c.student, c.by])).toEqual([['1', '']])
  })
  it('takes no notice of a tick that was refused or is of another alert', () => {
    const others = [tick('1', 'safe', 'failed'), { mark: 'roll/b/1', state: 'queued' as const, body: { state: 'safe' } }]
    expect(partsOf(rollWith(alert, others)).open).toHaveLength(2)
  })
  it('trusts the counts of the server where its lists are cut', () => {
    const school = { ...alert, of: 1200, safe: 900, notHere: 20 }
    expect(sumsOf(school, partsOf(rollWith(school, [])))).toEqual({ confirmed: 900, read: 20, overdue: 280 })
  })
})
