import { describe, expect, it } from 'vitest'
import { draftsOf, formOf, newField, newOption, proposed, shift, unwritten } from './formdraft'

const words = { line: '一句话', pick: '你选哪个', agree: '是否同意', yes: '同意', no: '不同意', fill: '要填的' }

describe('a form being written', () => {
  it('never gives an id twice, so that what was answered keeps its meaning', () => {
    const first = newField('choice')
    const second = newField('text', [first])
    const third = newField('text', [second])
    expect([first.id, second.id, third.id]).toEqual(['f1', 'f2', 'f3'])
    expect(newOption([{ id: 'o1', label: '' }, { id: 'o7', label: '' }]).id).toBe('o8')
  })

  it('sends no empty options and limits for numbers only', () => {
    const choice = { ...newField('choice'), label: ' 尺码 ', options: [{ id: 'o1', label: ' 大 ' }, { id: 'o2', label: '  ' }], min: '3' }
    const number = { ...newField('number', [choice]), label: '人数', min: '1', max: '' }
    expect(formOf([choice, number])).toEqual({
      fields: [
        { id: 'f1', kind: 'choice', label: '尺码', required: true, options: [{ id: 'o1', label: '大' }] },
        { id: 'f2', kind: 'number', label: '人数', required: true, min: 1 },
      ],
    })
    expect(formOf([])).toBeUndefined()
  })

  it('comes back as it was when it is opened again', () => {
    const fields = proposed('slip', words)
    expect(draftsOf(formOf(fields))).toEqual(fields)
    expect(draftsOf(undefined)).toEqual([])
  })

  it('proposes what a type usually asks, and gives way only while nothing was written', () => {
    expect(proposed('slip', words)[0]?.options.map((o) => o.label)).toEqual(['同意', '不同意'])
    expect(proposed('general', words)).toEqual([])
    expect(unwritten(proposed('poll', words), proposed('poll', words))).toBe(true)
    expect(unwritten([{ ...newField('text'), label: '菜' }], proposed('poll', words))).toBe(false)
  })

  it('moves a line by one and stops at the ends', () => {
    const list = ['a', 'b', 'c']
    shift(list, 0, -1)
    shift(list, 0, 1)
    expect(list).toEqual(['b', 'a', 'c'])
    shift(list, 2, 1)
    expect(list).toEqual(['b', 'a', 'c'])
  })
})
