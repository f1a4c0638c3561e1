import { mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from '../i18n'
import Bridge from './Bridge.vue'
import { lay, path, spread } from './planks'
import { placeOf } from './seats'
import { total } from './state'

const sums = { confirmed: 33, read: 6, delivered: 3, none: 3 }

describe('the bridge', () => {
  beforeAll(() => speak('zh'))

  it('has one plank per child, in the order of the legend', () => {
    const { planks, decks } = lay(sums, 326)
    expect(planks).toHaveLength(total(sums))
    expect(decks).toHaveLength(1)
    expect(planks.map((p) => p.state).filter((s, i, all) => s !== all[i - 1])).toEqual(['confirmed', 'read', 'delivered', 'none'])
  })
  it('takes a second row above sixty and stays inside its width', () => {
    const d = lay({ confirmed: 80, none: 20 }, 288)
    expect(d.decks).toHaveLength(2)
    for (const p of d.planks) {
      expect(p.x).toBeGreaterThanOrEqual(0)
      expect(p.x).toBeLessThanOrEqual(288)
      expect(p.y - p.length).toBeGreaterThanOrEqual(0)
    }
  })
  it('lets no single child vanish when one plank stands for several', () => {
    const { list, each } = spread({ confirmed: 1000, none: 1 })
    expect(each).toBe(5)
    expect(list.filter((s) => s === 'none')).toHaveLength(1)
  })
  it('draws an empty class and a class of one', () => {
    expect(lay({}, 326).planks).toEqual([])
    expect(lay({ none: 1 }, 326).planks[0]?.x).toBe(163)
  })
  it('never writes a number that is none', () => {
    for (const width of [0, 288, 1200]) for (const p of lay(sums, width).planks) expect(path(p, 4)).not.toMatch(/NaN|Infinity/)
  })
  it('says its sums to those who do not see it', () => {
    const seen = mount(Bridge, { props: { sums: { confirmed: 31, read: 11, overdue: 3 }, words: { confirmed: '到家', read: '在路上' } } })
    expect(seen.attributes('aria-label')).toBe('45 个孩子：到家 31，在路上 11，到点没到 3')
    expect(seen.attributes('role')).toBe('img')
  })
})

it('seats a class in rows of two, four and two', () => {
  expect([0, 1, 2, 5, 6, 7, 8].map((i) => placeOf(i))).toEqual([
    { row: 1, column: 1 }, { row: 1, column: 2 }, { row: 1, column: 4 }, { row: 1, column: 7 },
    { row: 1, column: 9 }, { row: 1, column: 10 }, { row: 2, column: 1 },
  ])
})
