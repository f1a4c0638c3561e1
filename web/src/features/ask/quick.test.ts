import { expect, test } from 'vitest'
import type { FormField } from '../../api/schema'
import { inLanguage, quickest } from './quick'

const state = { id: 'state', kind: 'choice', label: '到家了吗 / Home yet?', required: true, options: [{ id: 'home', label: '到家了 / Home' }, { id: 'other', label: '在别处' }] } as FormField
const note = { id: 'note', kind: 'text', label: '还想说的 / Anything else' } as FormField

test('a choice that is all a form needs is one tap', () => {
  expect(quickest([state, note])).toEqual({ field: 'state', option: 'home', label: '到家了 / Home' })
  expect(quickest([state, { ...note, required: true }])).toBeNull()
  expect(quickest([{ ...state, required: false }])).toBeNull()
  expect(quickest([note])).toBeNull()
  expect(quickest([])).toBeNull()
})

test('a reader sees its own half of what is written in two languages', () => {
  expect(inLanguage([state, note], 'en').map((f) => f.label)).toEqual(['Home yet?', 'Anything else'])
  expect(inLanguage([state], 'zh')[0].options?.map((o) => o.label)).toEqual(['到家了', '在别处'])
  expect(inLanguage([state], 'en')[0].options?.map((o) => o.label)).toEqual(['Home', '在别处'])
})
