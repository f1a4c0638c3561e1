import { describe, expect, it } from 'vitest'
import { pad, pathOf, place, signed, thin, type Point, type Stroke } from './sign'

const wave = (n: number): Stroke => Array.from({ length: n }, (_, i) => [i % pad.width, Math.round(60 + 50 * Math.sin(i / 3))] as Point)

describe('a signature', () => {
  it('keeps the bends and leaves out what lies on the line between them', () => {
    expect(thin([[0, 0], [5, 0], [10, 0], [10, 10]], 0.6)).toEqual([[0, 0], [10, 0], [10, 10]])
  })

  it('keeps a dot as a line of no length, so that a round pen draws it', () => {
    expect(pathOf([[[7, 9]]])).toBe('M7 9L7 9')
  })

  it('is one path of all strokes', () => {
    expect(pathOf([[[0, 0], [10, 10]], [[20, 0], [20, 30]]])).toBe('M0 0L10 10M20 0L20 30')
  })

  it('grows coarser rather than too large to be kept', () => {
    const long = Array.from({ length: 40 }, () => wave(280))
    expect(pathOf(long).length).toBeLessThan(8192)
    expect(pathOf(long).match(/M/g)).toHaveLength(40)
  })

  it('is there only when there is more than a touch', () => {
    expect(signed([])).toBe(false)
    expect(signed([[[3, 3]], [[5, 5], [9, 8]]])).toBe(false)
    expect(signed([wave(30)])).toBe(true)
  })

  it('stays on the pad wherever the finger goes', () => {
    const box = { left: 20, top: 100, width: 150, height: 60 }
    expect(place(95, 130, box)).toEqual([150, 60])
    expect(place(-40, 900, box)).toEqual([0, 120])
  })
})
