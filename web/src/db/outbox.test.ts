import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useStore, store } from '.'
import { memoryStore } from './memory'
import { discard, emptyOutbox, flush, outbox, resume, retry, submit } from './outbox'

type Sent = { path: string; key: string; body: unknown }
let sent: Sent[] = []
let answers: (Response | Error)[] = []

const settle = async () => { for (let i = 0; i < 40; i++) await Promise.resolve() }
const offline = () => new TypeError('offline')
const ok = (body: unknown = { ok: true }) => new Response(JSON.stringify(body), { status: 200 })
const refusal = (status: number) => new Response(JSON.stringify({ title: '不行', key: 'x' }), { status })

beforeEach(() => {
  vi.useFakeTimers()
  useStore(memoryStore())
  emptyOutbox()
  sent = []
  answers = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>
    sent.push({ path: url, key: headers['Idempotency-Key'] ?? '', body: init.body && JSON.parse(String(init.body)) })
    const next = answers.shift() ?? ok()
    if (next instanceof Error) throw next
    return next
  })
})
afterEach(() => vi.useRealTimers())

const confirm = (student = 's1') => submit({ path: '/asks/a/confirm', body: { student }, lane: 'k1', mark: `confirm/a/${student}`, what: '确认' })

describe('the outbox', () => {
  it('hands over at once and gives the answer back', async () => {
    answers = [ok({ state: 'confirmed' })]
    await expect(confirm()).resolves.toEqual({ state: 'confirmed' })
    expect(outbox).toHaveLength(0)
    expect(await store().waiting()).toEqual([])
  })
  it('keeps what could not be sent and sends it later with the same key, once', async () => {
    answers = [offline()]
    const done = confirm()
    await settle()
    expect(outbox.find((w) => w.mark === 'confirm/a/s1')?.state).toBe('queued')
    expect(await store().waiting()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(70_000)
    await expect(done).resolves.toEqual({ ok: true })
    expect(sent).toHaveLength(2)
    expect(sent[1]?.key).toBe(sent[0]?.key)
  })
  it('survives a closed page: what was on its way is sent again with its key', async () => {
    answers = [offline()]
    void confirm()
    await settle()
    const kept = await store().waiting()
    emptyOutbox()
    useStore(memoryStore())
    await store().wait({ ...(kept[0] as never as (typeof kept)[0]), state: 'sending' })
    await resume()
    expect(sent[1]?.key).toBe(sent[0]?.key)
    expect(await store().waiting()).toEqual([])
  })
  it('keeps order within a conversation and lets another one pass', async () => {
    answers = [offline(), ok()]
    void submit({ path: '/one', lane: 'k1', mark: '1', what: '' })
    await settle()
    void submit({ path: '/other', lane: 'k2', mark: '3', what: '' })
    await settle()
    void submit({ path: '/two', lane: 'k1', mark: '2', what: '' })
    await settle()
    await flush()
    await settle()
    const paths = sent.map((s) => s.path.replace('/api/v1', ''))
    expect(paths.filter((x) => x !== '/other')).toEqual(['/one', '/one', '/two'])
    expect(paths.indexOf('/other')).toBeLessThan(paths.indexOf('/two'))
  })
  it('shows a refusal for good, lets what follows pass, and can try again with the same key', async () => {
    answers = [refusal(409), ok()]
    const done = confirm()
    const refused = vi.fn()
    done.catch(refused)
    void submit({ path: '/next', lane: 'k1', mark: 'next', what: '' })
    await settle()
    expect(refused).toHaveBeenCalledOnce()
    expect(outbox.map((x) => [x.mark, x.state, x.why?.title])).toEqual([['confirm/a/s1', 'failed', '不行']])
    expect(sent.map((s) => s.path.replace('/api/v1', ''))).toEqual(['/asks/a/confirm', '/next'])
    await retry(outbox[0]?.id ?? '')
    expect(sent[2]?.key).toBe(sent[0]?.key)
    expect(outbox).toHaveLength(0)
  })
  it.each([408, 429, 500, 503, 401])('waits and tries again after %i', async (status) => {
    answers = [refusal(status)]
    const done = confirm()
    await settle()
    expect(outbox[0]?.state).toBe('queued')
    await vi.advanceTimersByTimeAsync(70_000)
    await expect(done).resolves.toEqual({ ok: true })
  })
  it('replaces a waiting deed by a newer one of the same mark', async () => {
    answers = [offline()]
    void submit({ path: '/mark', body: { seq: 1 }, mark: 'mark/k1', what: '' })
    await settle()
    void submit({ path: '/mark', body: { seq: 2 }, mark: 'mark/k1', what: '' })
    await settle()
    await flush()
    expect(sent.map((s) => s.body)).toEqual([{ seq: 1 }, { seq: 2 }])
    expect(outbox).toHaveLength(0)
  })
  it('forgets what is given up', async () => {
    answers = [offline()]
    void confirm()
    await settle()
    await discard(outbox[0]?.id ?? '')
    await vi.advanceTimersByTimeAsync(70_000)
    expect(sent).toHaveLength(1)
    expect(await store().waiting()).toEqual([])
  })
})
