import { describe, expect, it } from 'vitest'
import { faults, filled, formLength, sent, wordsOf, type FormField } from './fields'

const size: FormField = { id: 'size', kind: 'choice', label: '尺码', required: true, options: [{ id: 'm', label: '中号' }, { id: 'l', label: '大号' }] }
const days: FormField = { id: 'days', kind: 'several', label: '哪几天', options: [{ id: '1', label: '周一' }, { id: '2', label: '周二' }] }
const heads: FormField = { id: 'heads', kind: 'number', label: '几个人', min: 1, max: 5 }
const mark: FormField = { id: 'mark', kind: 'sign', label: '签名', required: true }
const note: FormField = { id: 'note', kind: 'text', label: '备注' }

describe('what is filled in', () => {
  it('is named where it is missing, by the pointer the server uses', () => {
    expect(faults([size, days, mark, note], {}).map((f) => f.pointer)).toEqual(['/values/size', '/values/mark'])
  })

  it('keeps numbers within what was asked', () => {
    expect(faults([heads], { heads: '0' })).toHaveLength(1)
    expect(faults([heads], { heads: '六' })).toHaveLength(1)
    expect(faults([heads], { heads: '5' })).toEqual([])
    expect(faults([heads], {})).toEqual([])
  })

  it('counts what was chosen where that is bounded', () => {
    expect(faults([{ ...days, max: 1 }], { days: ['1', '2'] })).toHaveLength(1)
    expect(faults([{ ...days, max: 1 }], { days: ['2'] })).toEqual([])
  })

  it('takes a typed name for a signature, but no empty one', () => {
    expect(faults([mark], { mark: { path: '', name: ' ' } })).toHaveLength(1)
    expect(faults([mark], { mark: { name: '李明妈妈' } })).toEqual([])
    expect(filled({ path: 'M0 0L9 9' })).toBe(true)
  })

  it('is sent without what is empty, numbers as numbers', () => {
    expect(sent([size, days, heads, note], { size: 'm', days: [], heads: ' 3', note: ' 晚一点 ' })).toEqual({ size: 'm', heads: 3, note: '晚一点' })
  })

  it('counts every word that has to be read', () => {
    expect(formLength({ fields: [size, { ...note, note: '可晚' }] })).toBe('尺码中号大号备注可晚'.length)
    expect(formLength(undefined)).toBe(0)
  })

  it('is said in words', () => {
    expect(wordsOf(size, 'l')).toBe('大号')
    expect(wordsOf(days, ['1', '2'])).toBe('周一、周二')
    expect(wordsOf({ ...note, kind: 'time' }, '17:40')).toBe('17:40')
    expect(wordsOf({ ...note, kind: 'date' }, '2026-12-04')).toMatch(/12月4日$/)
    expect(wordsOf(size, 'gone')).toBe('')
    expect(wordsOf(mark, { name: '李明妈妈' })).toBe('李明妈妈')
  })
})
