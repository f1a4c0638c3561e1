import { afterEach, describe, expect, it } from 'vitest'
import { lang } from '../i18n'
import { callOf, isParent, labelOf, relationChoices } from './relation'

afterEach(() => { lang.value = 'zh' })

describe('what somebody is to a child', () => {
  it('gives the name the class uses, never a typed one', () => {
    expect(labelOf('李明', '母亲')).toBe('李明妈妈')
    expect(labelOf('李明', '继父')).toBe('李明爸爸')
    expect(callOf('远房表叔')).toBe('家人')
  })
  it('speaks English too', () => {
    lang.value = 'en'
    expect(labelOf('李明', '母亲')).toBe("李明's mother")
    expect(relationChoices(['外婆'])).toEqual([{ value: '外婆', label: 'Grandmother', note: "mother's side" }])
  })
  it('lets only parents and guardians answer by themselves', () => {
    expect(['母亲', '监护人', '继父'].every(isParent)).toBe(true)
    expect(['奶奶', '姐姐', '邻居', '远房表叔'].some(isParent)).toBe(false)
  })
})
