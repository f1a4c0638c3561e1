import { expect, it } from 'vitest'
import type { Operations } from './schema'
import type { Page, Session } from './types'

/** The same shape without the choice of words: where we name the values, the document may say only "string". */
type Loose<T> = T extends string ? string : T extends number ? number : T extends object ? { [K in keyof T]: Loose<T[K]> } : T

// The shapes written by hand must take every answer the server describes. The type check does the
// testing; the run only gives it a place.
it('takes what the server sends', () => {
  const session = (x: Operations['GET /session']['answer']): Loose<Session> => x
  const page = (x: Operations['GET /conversations/{conversation}/entries']['answer']): Loose<Page> => x
  expect([session, page]).toHaveLength(2)
})
