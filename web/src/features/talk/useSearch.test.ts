import { describe, expect, it } from 'vitest'
import { queryOf } from './useSearch'

const nothing = { q: '', kind: 'all' as const, room: '', from: '', until: '' }

describe('what is asked', () => {
  it('is nothing until there is a word or a day', () => {
    expect(queryOf(nothing)).toBeUndefined()
    expect(queryOf({ ...nothing, q: '  ', room: 'c-1', kind: 'notice' })).toBeUndefined()
  })
  it('takes one character', () => expect(queryOf({ ...nothing, q: ' 伞 ' })).toMatchObject({ q: '伞', kind: '' }))
  it('takes the last day whole', () => {
    const query = queryOf({ ...nothing, from: '2026-11-20', until: '2026-11-20' })
    expect(Number(query?.until) - Number(query?.from)).toBe(86_400_000)
  })
})
