import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as client from '../api/client'
import { useStore } from '.'
import { confirm, forgetAnswers, givenFor, reportRead, waitingConfirm, withdraw } from './answers'
import { memoryStore } from './memory'
import { emptyOutbox, outbox } from './outbox'

vi.mock('../api/client', async (original) => ({ ...(await original<typeof client>()), call: vi.fn() }))

const call = vi.mocked(client.call)
const asked = { ask: 'a1', version: 1, student: 's1' }
const sent = () => call.mock.calls.map(([, path]) => path)

describe('an answer', () => {
  beforeEach(() => {
    call.mockReset()
    emptyOutbox()
    forgetAnswers()
    useStore(memoryStore())
  })

  it('counts on this device at once', async () => {
    call.mockResolvedValue(undefined)
    const done = confirm(asked, '')
    expect(givenFor(asked)).toBe('confirmed')
    await done
    expect(sent()).toEqual(['/asks/a1/confirm'])
    expect(givenFor(asked)).toBe('confirmed')
  })

  it('does not count for a correction that asks again', async () => {
    call.mockResolvedValue(undefined)
    await confirm(asked, '')
    expect(givenFor({ ...asked, version: 2 })).toBeUndefined()
  })

  it('waits without a network, and is dropped there when taken back', async () => {
    call.mockRejectedValue(new client.NetworkError())
    void confirm(asked, '')
    await vi.waitFor(() => expect(waitingConfirm(asked)).toMatchObject({ state: 'queued', tries: 1 }))
    await withdraw(asked, '')
    expect(outbox).toHaveLength(0)
    expect(givenFor(asked)).toBeUndefined()
    expect(sent()).not.toContain('/asks/a1/withdraw')
  })

  it('is taken back from the server once it is there', async () => {
    call.mockResolvedValue(undefined)
    await confirm(asked, '')
    await withdraw(asked, '')
    expect(sent()).toEqual(['/asks/a1/confirm', '/asks/a1/withdraw'])
    expect(givenFor(asked)).toBeUndefined()
  })

  it('is forgotten when the server refuses it', async () => {
    call.mockRejectedValue(new client.ProblemError(409, 'ask.closed', '', '', []))
    await expect(confirm(asked, '')).rejects.toThrow()
    expect(givenFor(asked)).toBeUndefined()
  })

  it('of reading is sent once for each version and child', async () => {
    call.mockResolvedValue(undefined)
    reportRead(asked, 2000, '')
    reportRead(asked, 2000, '')
    reportRead({ ...asked, student: 's2' }, 2000.4, '')
    await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(2))
    expect(call.mock.calls[1][2]).toMatchObject({ body: { student: 's2', version: 1, shownMs: 2000 } })
  })
})
