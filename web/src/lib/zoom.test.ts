import { describe, expect, it } from 'vitest'
import { hold, most, still, strokeOf, zoomAt } from './zoom'

describe('coming closer', () => {
  it('leaves what lies under the fingers where it is', () => {
    const at = { x: 80, y: -40 }
    const place = zoomAt(still, 2, at)
    expect(place).toEqual({ scale: 2, x: -80, y: 40 })
    expect((at.x - place.x) / place.scale).toBe(at.x)
  })
  it('has an end both ways', () => {
    expect(zoomAt(still, 99, { x: 0, y: 0 }).scale).toBe(most)
    expect(zoomAt(still, 0.2, { x: 0, y: 0 }).scale).toBe(1)
  })
  it('keeps the picture over the stage', () => {
    const stage = { width: 390, height: 800 }
    expect(hold({ x: 900, y: 50, scale: 2 }, { width: 390, height: 260 }, stage)).toEqual({ scale: 2, x: 195, y: 0 })
    expect(hold({ x: -10, y: 0, scale: 2 }, { width: 390, height: 260 }, stage)).toEqual({ scale: 2, x: -10, y: 0 })
  })
})

describe('a stroke', () => {
  it('turns the page when it is far or quick', () => {
    expect(strokeOf(-200, 10, 900, 390)).toBe('next')
    expect(strokeOf(60, 10, 150, 390)).toBe('before')
    expect(strokeOf(-60, 10, 900, 390)).toBe('stay')
  })
  it('leaves when it goes down', () => {
    expect(strokeOf(20, 160, 400, 390)).toBe('close')
    expect(strokeOf(10, 60, 200, 390)).toBe('stay')
    expect(strokeOf(5, -300, 200, 390)).toBe('stay')
  })
})
