import { describe, expect, it } from 'vitest'
import { piecesOf, stillNamed, waveOf, withName } from './words'

const named = (...labels: string[]) => labels.map((label) => ({ label }))

describe('names in a text', () => {
  it('stand out, the longer name before the shorter', () => {
    expect(piecesOf('@王老师 好，@王老 也好', named('王老', '王老师')).map((p) => (p.hit ? `[${p.text}]` : p.text)).join('')).toBe('[@王老师] 好，[@王老] 也好')
    expect(piecesOf('没有谁', named('王老师'))).toEqual([{ text: '没有谁', hit: false }])
    expect(piecesOf('', named('王老师'))).toEqual([])
  })
  it('count only while they stand there', () => {
    expect(stillNamed('@王老师 您看', named('王老师', '周老师'))).toEqual([{ label: '王老师' }])
  })
  it('go in where the writer is, in place of the @ that called them', () => {
    expect(withName('请@看', 2, '王老师')).toEqual({ text: '请@王老师 看', at: 6 })
    expect(withName('', 0, '王老师')).toEqual({ text: '@王老师 ', at: 5 })
  })
})

describe('a voice message', () => {
  it('is drawn the same each time and never flat', () => {
    expect(waveOf('file-1', 24)).toEqual(waveOf('file-1', 24))
    expect(waveOf('file-1', 24)).not.toEqual(waveOf('file-2', 24))
    expect(waveOf('file-1', 24).every((x) => x >= 0.15 && x <= 1)).toBe(true)
  })
})
