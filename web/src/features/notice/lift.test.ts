import { describe, expect, it } from 'vitest'
import { lift, timesOf, type Sheet } from './lift'

const sheet = (words: Partial<Sheet>): Sheet => ({ type: 'general', start: '', startWord: '', end: '', endWord: '', ...words })

describe('a question lifted out of a notice', () => {
  const holiday = sheet({ type: 'holiday', start: '2026-12-01T06:30', startWord: '清早', end: '2026-12-04T18:20', endWord: '前' })

  it('asks for each of its times, as the notice says them', () => {
    const [leave, back] = lift(holiday)
    expect([leave?.ask, back?.ask]).toEqual(['什么时候离校？', '什么时候返校？'])
    expect(leave?.answers[leave.right]).toMatch(/12月1日 清早$/)
    expect(back?.answers[back.right]).toMatch(/12月4日 18:20 前$/)
    expect(back?.line).toContain('返校')
    expect(new Set(back?.answers).size).toBe(3)
  })

  it('proposes the same each time, and nothing where no time is set', () => {
    expect(lift(holiday)).toEqual(lift(holiday))
    expect(lift(sheet({}))).toEqual([])
    expect(timesOf(sheet({}))).toBeUndefined()
  })
})
