import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Attached } from '../pictures/types'
import { shapeOf } from './mosaic'
import PictureGrid from './PictureGrid.vue'

const pictures = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `f${i}`, kind: 'image', name: '', mime: '', bytes: 1, width: 400, height: 300, seconds: 0, placeholder: '' }) as Attached)

describe('a grid of pictures', () => {
  it('shows six and says how many are left', async () => {
    const grid = mount(PictureGrid, { props: { items: pictures(8), total: 32, marks: { f0: [{ student: 's', name: '李明', given: '明', tone: 1 }] } } })
    const tiles = grid.findAll('button')
    expect(tiles).toHaveLength(6)
    expect(tiles[0]?.attributes('aria-label')).toBe('第 1 张照片，有李明')
    expect(tiles[5]?.attributes('aria-label')).toBe('第 6 张照片，还有 26 张')
    await tiles[2]?.trigger('click')
    expect(grid.emitted('open')).toEqual([[2]])
  })
  it('has no buttons inside a card that is one link', () => {
    const grid = mount(PictureGrid, { props: { items: pictures(3), flat: true } })
    expect(grid.findAll('button')).toHaveLength(0)
    expect(grid.find('img').attributes('alt')).toBe('第 1 张照片')
  })
  it('keeps the shape of one alone, within bounds', () => {
    expect(shapeOf('mosaic', pictures(1))).toEqual({ columns: 1, lead: false, alone: '75.00%' })
    expect(shapeOf('talk', [{ ...(pictures(1)[0] as Attached), width: 100, height: 900 }]).alone).toBe('125.00%')
  })
  it('leaves no hole in the mosaic', () => {
    expect([2, 3, 4, 5, 6].map((n) => shapeOf('mosaic', pictures(n)).columns)).toEqual([2, 3, 2, 3, 3])
    expect([3, 6].map((n) => shapeOf('mosaic', pictures(n)).lead)).toEqual([false, true])
  })
})
