import { describe, expect, it } from 'vitest'
import { lift, type Words } from './lift'

const sheet = (words: Partial<Words>): Words => ({ type: 'general', text: '', start: '', startWord: '', end: '', endWord: '', ...words })

describe('a question lifted out of a notice', () => {
  it('asks for the times on the arc first, and names the line they stand in', () => {
    const [leave, back] = lift(sheet({ type: 'holiday', start: '2026-12-01T06:30', startWord: '清早', end: '2026-12-04T18:20', endWord: '前' }))
    expect(leave?.ask).toBe('什么时候离校？')
    expect(leave?.answers[leave.right]).toMatch(/12月1日 清早$/)
    expect(back?.answers[back.right]).toMatch(/12月4日 18:20 前$/)
    expect(back?.line).toContain('返校')
    expect(new Set(back?.answers).size).toBe(3)
  })

  it('asks for an hour by the clause it stands in', () => {
    const [q] = lift(sheet({ text: '学校做学考考点，放假三天。早饭后 7:30 离开宿舍，棉被带回家。' }))
    expect(q?.ask).toBe('早饭后几点离开宿舍？')
    expect(q?.answers[q.right]).toBe('7:30')
    expect(q?.line).toBe('早饭后 7:30 离开宿舍')
  })

  it('asks for a day the same way', () => {
    const [q] = lift(sheet({ text: '体检表12月4日交给班长。' }))
    expect(q?.ask).toBe('体检表哪天交给班长？')
    expect(q?.answers[q.right]).toMatch(/12月4日$/)
  })

  it('asks nothing where no time is named, where a clause names two, or where it is none', () => {
    expect(lift(sheet({ text: '请带好棉被，注意安全。' }))).toEqual([])
    expect(lift(sheet({ text: '从 7:30 到 8:10 早读' }))).toEqual([])
    expect(lift(sheet({ text: '比分是 77:99 请看' }))).toEqual([])
  })

  it('proposes the same each time', () => {
    const words = sheet({ text: '早饭后 7:30 离开宿舍' })
    expect(lift(words)).toEqual(lift(words))
  })
})
