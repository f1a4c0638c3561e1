import { expect, it } from 'vitest'
import type { Operations } from '../../api/schema'
import type { Invite, Slip } from './api'

// The shapes written by hand take every answer the server describes; the type check does the testing.
it('takes what the server says of invitations', () => {
  const slips = (x: Operations['GET /classes/{class}/slips']['answer']): Slip[] => x.items
  const poster = (x: Operations['GET /classes/{class}/poster']['answer']): Invite => x
  const family = (x: Operations['POST /children/{student}/invite']['answer']): Invite => x
  expect([slips, poster, family]).toHaveLength(3)
})
