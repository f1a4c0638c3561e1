import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from '../../i18n'
import { elapsed, lengthOf } from './clock'

describe('the clock of a search', () => {
  beforeAll(() => speak('zh'))

  it('runs in minutes and seconds, and in hours when it must', () => {
    expect([0, 9_999, 252_000, 3_852_000].map(elapsed)).toEqual(['0:00', '0:09', '4:12', '1:04:12'])
  })
  it('does not run backwards when a phone is behind the server', () => expect(elapsed(-3000)).toBe('0:00'))
  it('tells a length in words and leaves out what is nothing', () => {
    expect([400, 40_000, 60_000, 100_000, 3_600_000, 3_840_000].map(lengthOf)).toEqual(['0 秒', '40 秒', '1 分', '1 分 40 秒', '1 小时', '1 小时 4 分'])
  })
})
