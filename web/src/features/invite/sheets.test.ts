import { describe, expect, it } from 'vitest'
import type { Slip } from './api'
import { hostOf, sheets } from './sheets'

const slip = (n: number, state: Slip['state'] = 'open'): Slip =>
  ({ student: `s${n}`, name: '李明', given: '明', code: '7K3M9-2WQ8P', url: 'https://xique.example/j/7K3M92WQ8P', qr: { size: 25, path: '' }, expiresAt: 0, state })

describe('the pages of slips', () => {
  it('hold eight each, so 45 children need six', () => {
    const pages = sheets(Array.from({ length: 45 }, (_, i) => slip(i)))
    expect(pages.map((p) => p.length)).toEqual([8, 8, 8, 8, 8, 5])
  })
  it('leave out used and old ones, which have no code', () => {
    expect(sheets([slip(1), slip(2, 'used'), slip(3, 'gone')])).toEqual([[slip(1)]])
  })
  it('can be for one child alone', () => {
    expect(sheets([slip(1), slip(2)], 's2')).toEqual([[slip(2)]])
  })
})

it('writes the host as people type it', () => {
  expect(hostOf('https://xique.example/j/7K3M92WQ8P')).toBe('xique.example')
  expect(hostOf('http://192.168.1.20:8080/j/X')).toBe('192.168.1.20:8080')
})
