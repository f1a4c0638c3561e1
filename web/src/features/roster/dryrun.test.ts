import { describe, expect, it } from 'vitest'
import { meanings, take, valueOf } from './columns'
import { camel, changes, shown, type Column, type DryRun } from './dryrun'
import { mendable } from './useImport'

const column = (index: number, header: string, rest: Partial<Column>): Column => ({ index, header, meaning: 'ignore', locked: false, samples: [], ...rest })
const file = [
  column(0, '序号', {}),
  column(1, '身份证号', { locked: true }),
  column(2, '父亲电话', { meaning: 'guardian', slot: 1, part: 'phone', relation: '父亲' }),
  column(3, '姓名', { meaning: 'name' }),
  column(4, '备注', { meaning: 'remark' }),
]

describe('the columns of a roster', () => {
  it('show the child and the numbers first, the dropped ones last', () => {
    expect(shown(file).map((c) => c.header)).toEqual(['姓名', '父亲电话', '备注', '身份证号', '序号'])
  })
  it('can be taken for a family member already in the file, or for one more', () => {
    expect(meanings(file).map((m) => m.value)).toContain('guardian/2/phone')
    const taken = take(file[4]!, 'guardian/1/name', file)
    expect(taken).toMatchObject({ meaning: 'guardian', slot: 1, part: 'name', relation: '父亲' })
    expect(valueOf(taken)).toBe('guardian/1/name')
  })
  it('take the mother for a second person nobody named', () => {
    expect(take(file[4]!, 'guardian/2/phone', file).relation).toBe('母亲')
  })
  it('stay nobody in particular when the file names the relation row by row', () => {
    const rows = [column(0, '家长', { meaning: 'guardian', slot: 1, part: 'name' }), column(1, '关系', { meaning: 'guardian', slot: 1, part: 'relation' })]
    expect(meanings(rows).filter((m) => m.value === 'guardian/1/name')[0]?.label).toBe('家人1姓名')
  })
  it('forget whose they were once they mean something else', () => {
    expect(take(file[2]!, 'number', file)).toEqual({ index: 2, header: '父亲电话', meaning: 'number', locked: false, samples: [] })
  })
})

describe('a problem', () => {
  it('is mended in its own cell, or where a number belongs', () => {
    expect(mendable(file, { column: '父亲电话', index: 2, why: 'phone not valid', text: '' })).toBe(2)
    expect(mendable(file, { column: '', index: -1, why: 'no guardian phone', text: '' })).toBe(2)
    expect(mendable(file, { column: '备注', index: 4, why: 'phone in remark', text: '' })).toBe(-1)
  })
  it('finds its words by the reason', () => expect(camel('phone digits lost')).toBe('phoneDigitsLost'))
})

describe('a second file', () => {
  const run = { change: { added: [], changed: [], removed: ['余涛'], same: 44 } } as unknown as DryRun
  it('changes nothing when children are only missing and nobody said they leave', () => {
    expect(changes(run, false)).toBe(false)
    expect(changes(run, true)).toBe(true)
  })
})
