import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useStore } from '../../db'
import { memoryStore } from '../../db/memory'
import { emptyOutbox } from '../../db/outbox'
import type { Message } from './types'
import { useSending } from './useSending'

let answers: (() => Response)[] = []
const json = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status })
const offline = () => { throw new TypeError('offline') }

beforeEach(() => {
  useStore(memoryStore())
  emptyOutbox()
  answers = []
  vi.stubGlobal('fetch', async () => (answers.shift() ?? offline)())
})

function open() {
  const landed = vi.fn<(entry: Message) => void>()
  const held = vi.fn()
  return { landed, held, sending: useSending('c-1', landed, held) }
}

describe('words on their way', () => {
  it('stand under the log until the server has them, and make way for the entry in one step', async () => {
    answers = [json({ entry: { seq: 7 }, waits: 0 })]
    const { landed, sending } = open()
    const sent = sending.send({ text: '好的' })
    expect(sending.all.value).toMatchObject([{ text: '好的', state: 'sending' }])
    await sent
    expect(landed).toHaveBeenCalledWith({ seq: 7 })
    await vi.waitFor(() => expect(sending.all.value).toEqual([]))
  })
  it('wait for a line and say so', async () => {
    const { sending } = open()
    void sending.send({ text: '好的' })
    await vi.waitFor(() => expect(sending.all.value[0]?.state).toBe('offline'))
  })
  it('show a refusal beside them and can be given up', async () => {
    answers = [json({ title: '这个班已经结束', detail: '' }, 409)]
    const { landed, sending } = open()
    await sending.send({ text: '好的', parent: 3 })
    expect(sending.all.value).toMatchObject([{ state: 'failed', why: '这个班已经结束', parent: 3 }])
    expect(landed).not.toHaveBeenCalled()
    await sending.discard(sending.all.value[0]?.id ?? '')
    expect(sending.all.value).toEqual([])
  })
  it('tell when they wait for the morning instead', async () => {
    answers = [json({ waits: 9, waiting: 'w1' })]
    const { landed, held, sending } = open()
    await sending.send({ text: '明早再说' })
    expect([held.mock.calls.length, landed.mock.calls.length]).toEqual([1, 0])
  })
})
