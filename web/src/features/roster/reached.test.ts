import { describe, expect, it } from 'vitest'
import type { Student } from './api'
import { arrange, reached } from './reached'

const child = (name: string, number: string, seat: number, state: Student['state'] = 'in'): Student =>
  ({ id: name, class: 'c', name, number, gender: '', seat, state, guardians: [], contacts: [], bars: [], slip: null })
const all = [child('陈思雨', '260302', 3), child('李明', '260310', 1, 'standIn'), child('余涛', '26039', 2, 'waiting')]

describe('the list of a class', () => {
  it('stands in seat order, or by number as numbers count', () => {
    expect(arrange(all, 'seat', '').map((s) => s.name)).toEqual(['李明', '余涛', '陈思雨'])
    expect(arrange(all, 'number', '').map((s) => s.number)).toEqual(['26039', '260302', '260310'])
  })
  it('finds a name by a part of it', () => {
    expect(arrange(all, 'seat', ' 思 ').map((s) => s.name)).toEqual(['陈思雨'])
  })
  it('counts a stand-in as reached and a waiting claim not', () => {
    expect(reached(all)).toBe(2)
  })
})
