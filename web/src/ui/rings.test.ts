import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import Rings from './Rings.vue'
import { layRings, marksOf, type Heard, type Ring } from './rings'

const ring = (key: string, open: boolean, names: string[], state: Heard = open ? 'asked' : 'later'): Ring => ({
  key, open, people: names.map((name, i) => ({ id: key + i, name, state })),
})
const many = (n: number) => Array.from({ length: n }, (_, i) => `孩子${i}`)
const usual = [ring('1', true, ['张子轩', '高宇航', '彭宇轩']), ring('2', true, ['韩雪', '陈思雨', '吕明哲', '冯志远', '曾雨菲', '程悦']), ring('3', false, many(35))]

describe('the rings', () => {
  it('draw everybody once, inside the paper', () => {
    for (const width of [256, 326, 1100]) {
      const drawing = layRings(usual, width)
      expect(drawing.arcs.map((a) => a.spots.length)).toEqual([3, 6, 35])
      for (const s of drawing.arcs.reduce((all, a) => all.concat(a.spots), [] as typeof drawing.arcs[0]['spots'])) {
        expect(s.x - s.r).toBeGreaterThanOrEqual(0)
        expect(s.x + s.r).toBeLessThanOrEqual(width)
        expect(s.y - s.r).toBeGreaterThanOrEqual(0)
        expect(s.y + s.r).toBeLessThanOrEqual(drawing.height)
      }
    }
  })
  it('name those who were asked where there is room, and leave the others dots', () => {
    const [near, middle, far] = layRings(usual, 326).arcs
    expect(near?.spots.map((s) => s.mark)).toEqual(['张', '高', '彭'])
    expect(middle?.spots.every((s) => s.mark && s.r === 13)).toBe(true)
    expect(far?.spots.every((s) => !s.mark && s.r <= 6)).toBe(true)
  })
  it('keep a whole year apart by standing in rows', () => {
    const spots = layRings([ring('1', true, many(300))], 326).arcs[0]?.spots ?? []
    expect(new Set(spots.map((s) => `${s.x.toFixed(1)}/${s.y.toFixed(1)}`)).size).toBe(300)
    expect(spots[0]?.r).toBeGreaterThan(2)
  })
  it('tell two of one family name apart by their last character', () => {
    expect(marksOf([{ name: '张子轩' }, { name: '张雨' }, { name: '高宇航' }])).toEqual(['轩', '雨', '高'])
    expect(marksOf([{ name: ' ' }])).toEqual(['·'])
  })
  it('grow with the text', () => {
    expect(layRings(usual, 326, 1.3).arcs[0]?.spots[0]?.r).toBeCloseTo(16.9)
  })
  it('never write a number that is none', () => {
    for (const width of [0, 40, 326]) expect(JSON.stringify(layRings([ring('1', false, [])], width))).not.toMatch(/NaN|null|Infinity/)
  })
  it('are one picture for a reader who cannot see it', () => {
    const screen = mount(Rings, { props: { centre: '曹阳', rings: usual, said: '同路 3 人' } })
    expect(screen.attributes()).toMatchObject({ role: 'img', 'aria-label': '同路 3 人' })
    expect(screen.find('svg').attributes('aria-hidden')).toBe('true')
    expect(screen.findAll('.rings-spot')).toHaveLength(44)
  })
})
