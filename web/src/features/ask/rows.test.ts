import { expect, it } from 'vitest'
import type { AskRecord, AskResults } from '../../api/schema'
import { rowsOf } from './rows'

it('keeps what was taken back, below what stands', () => {
  const row = (number: number, withdrawn = false) => ({ number, withdrawn }) as AskRecord
  expect(rowsOf({ items: [row(1, true), row(2), row(3)] } as AskResults).map((r) => r.number)).toEqual([2, 3, 1])
})
