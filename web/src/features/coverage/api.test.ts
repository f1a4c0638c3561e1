import { expect, it } from 'vitest'
import type { Operations } from '../../api/schema'
import type { Coverage } from './api'

// The shape written by hand takes every answer the server describes; the type check does the testing.
it('takes what the server says of coverage', () => {
  const all = (x: Operations['GET /classes/{class}/coverage']['answer']): Coverage => x
  expect(all).toBeTypeOf('function')
})
