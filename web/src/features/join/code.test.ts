import { describe, expect, it } from 'vitest'
import { missing, nameOf, phoneDigits, readCode, showCode } from './code'

describe('a code typed by hand', () => {
  it('is read with or without its dash, small or wide', () => {
    expect(readCode(' 7k3m9-2wq8p ')).toBe('7K3M92WQ8P')
    expect(readCode('７Ｋ３Ｍ９-２ＷＱ８Ｐ')).toBe('7K3M92WQ8P')
  })
  it('forgives the letters that look like digits', () => {
    expect(readCode('O1IL2-34567')).toBe('0111234567')
  })
  it('is found in a pasted link', () => {
    expect(readCode('https://example.org/j/7K3M92WQ8P')).toBe('7K3M92WQ8P')
  })
  it('is shown as on the slip and says how much is missing', () => {
    expect(showCode('7K3M92WQ8P')).toBe('7K3M9-2WQ8P')
    expect(missing(readCode('7K3M9-2'))).toBe(4)
  })
})

describe('a given name', () => {
  it('of one character gets a word behind it', () => {
    expect(nameOf('明', '同学')).toBe('明同学')
    expect(nameOf('思雨', '同学')).toBe('思雨')
    expect(nameOf('Anna', '')).toBe('Anna')
  })
})

describe('a phone number', () => {
  it('loses blanks, wide digits and the country', () => {
    expect(phoneDigits('+86 139 0571 2208')).toBe('13905712208')
    expect(phoneDigits('１３９０５７１２２０８')).toBe('13905712208')
  })
})
