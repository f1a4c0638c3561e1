import { describe, expect, it } from 'vitest'
import { answerOf, freshAnswer } from './answer'
import { draftOf, knownOf, lastAt } from './known'

const evening = new Date(2026, 10, 27, 19, 16).getTime()
const today = (h: number, m: number) => new Date(2026, 10, 27, h, m).getTime()

describe('what is known', () => {
  it('takes a time of the clock as the last one there was', () => {
    expect(lastAt('17:10', evening)).toBe(today(17, 10))
    expect(lastAt('19:18', evening)).toBe(today(19, 18)) // a clock a little ahead
    expect(lastAt('23:30', evening)).toBe(new Date(2026, 10, 26, 23, 30).getTime())
    expect([lastAt('', evening), lastAt('soon', evening)]).toEqual([0, 0])
  })
  it('sends nothing that nobody wrote', () => {
    expect(knownOf(draftOf(), evening)).toEqual({})
    expect(knownOf({ ...draftOf(), lastPlace: ' 校门口 ', phone: 'off' }, evening)).toEqual({ lastPlace: '校门口', phone: 'off' })
  })
  it('comes back as it was', () => {
    const known = { lastSeenAt: today(17, 10), lastPlace: '校门口', clothes: '蓝校服', phone: 'none' as const, note: '药', picture: 'f1' }
    expect(knownOf(draftOf(known), evening)).toEqual(known)
  })
})

describe('an answer', () => {
  it('of no says nothing else', () => expect(answerOf('no', { ...freshAnswer(), where: '书店' }, evening)).toEqual({ seen: 'no' }))
  it('counts minutes back from now, or takes the time that was typed', () => {
    expect(answerOf('seen', { ...freshAnswer(), when: '30', where: '书店', with: '一个人' }, evening)).toEqual({ seen: 'seen', at: today(18, 46), where: '书店', with: '一个人' })
    expect(answerOf('seen', { ...freshAnswer(), when: 'exact', time: '17:52' }, evening).at).toBe(today(17, 52))
    expect(answerOf('seen', { ...freshAnswer(), when: 'exact' }, evening).at).toBe(evening)
  })
  it('of somebody who has the child is of now', () => {
    expect(answerOf('with', { ...freshAnswer(), when: '60', where: '我家', way: '东' }, evening)).toEqual({ seen: 'with', at: evening, where: '我家' })
  })
})
