import { expect, it } from 'vitest'
import type { Operations } from '../../api/schema'
import type { Invitation, JoinRequest, Waiting } from './api'

// The shapes written by hand take every answer the server describes; the type check does the testing.
it('takes what the server says to somebody who joins', () => {
  const look = (x: Operations['POST /join/look']['answer']): Invitation => x
  const state = (x: Operations['GET /join/state']['answer']): Waiting => x
  const sent = (x: JoinRequest): Operations['POST /join']['body'] => x
  expect([look, state, sent]).toHaveLength(3)
})
