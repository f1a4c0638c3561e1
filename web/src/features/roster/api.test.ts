import { expect, it } from 'vitest'
import type { Operations } from '../../api/schema'
import type { Claim, Rules, Student } from './api'
import type { DryRun, ImportRequest } from './dryrun'

// The shapes written by hand take every answer the server describes; the type check does the testing.
// A column's meaning and part are words to the server; we name them all.
it('takes what the server says of a roster', () => {
  const students = (x: Operations['GET /classes/{class}/students']['answer']): Student[] => x.items
  const one = (x: Operations['GET /students/{student}']['answer']): Student => x
  const claims = (x: Operations['GET /classes/{class}/claims']['answer']): Claim[] => x.items
  const rules = (x: Operations['GET /classes/{class}/rules']['answer']): Rules => x
  const run = (x: Operations['POST /classes/{class}/roster/dry-run']['answer']): Omit<DryRun, 'columns'> => x
  const sent = (x: ImportRequest): Operations['POST /classes/{class}/roster/import']['body'] => x
  expect([students, one, claims, rules, run, sent]).toHaveLength(6)
})
