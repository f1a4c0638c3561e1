import { beforeEach, describe, expect, it, vi } from 'vitest'
import { speak } from '../i18n'
import { address, api, call, onSignedOut } from './client'
import { NetworkError, ProblemError, wordsOf } from './errors'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })

describe('a request', () => {
  const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
  beforeEach(async () => {
    await speak('zh')
    fetched.mockReset()
    vi.stubGlobal('fetch', fetched)
  })

  it('leaves empty parts out of the address and escapes the rest', () => {
    expect(address('/x', { after: 3, q: '李 明', none: undefined, empty: '' })).toBe('/api/v1/x?after=3&q=%E6%9D%8E%20%E6%98%8E')
  })
  it('carries the language always and a key on writes only', async () => {
    fetched.mockImplementation(async () => answer(200, {}))
    await api.get('/home')
    await api.post('/x', { a: 1 })
    const [read, write] = fetched.mock.calls.map((c) => c[1].headers as Record<string, string>)
    expect(read?.['Accept-Language']).toBe('zh-CN')
    expect(read?.['Idempotency-Key']).toBeUndefined()
    expect(write?.['Idempotency-Key']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it('turns a problem into words, places and a key', async () => {
    fetched.mockResolvedValue(answer(422, { key: 'notice.invalid', title: '还差一点', detail: '标题没有写', errors: [{ pointer: '/title', detail: '写一个标题' }] }))
    const e = (await api.post('/notices').catch((x: unknown) => x)) as ProblemError
    expect(e).toBeInstanceOf(ProblemError)
    expect([e.status, e.key, e.passing]).toEqual([422, 'notice.invalid', false])
    expect(e.errors[0]?.pointer).toBe('/title')
    expect(wordsOf(e)).toEqual({ title: '还差一点', detail: '标题没有写' })
  })
  it('makes do with the status when a proxy answers with a page', async () => {
    fetched.mockResolvedValue(answer(502, '<html>'))
    const e = (await api.get('/home').catch((x: unknown) => x)) as ProblemError
    expect([e.status, e.passing]).toEqual([502, true])
    expect(wordsOf(e).title).toBe('这一步没做成')
  })
  it('tells a missing network from a refusal', async () => {
    fetched.mockRejectedValue(new TypeError('failed to fetch'))
    const e = await api.get('/home').catch((x: unknown) => x)
    expect(e).toBeInstanceOf(NetworkError)
    expect(wordsOf(e).title).toBe('连不上网')
  })
  it('says when the session is gone, but not when a password is wrong', async () => {
    const out = vi.fn()
    onSignedOut(out)
    fetched.mockImplementation(async () => answer(401, { key: 'account.unknown' }))
    await call('POST', '/session').catch(() => {})
    expect(out).not.toHaveBeenCalled()
    await api.get('/home').catch(() => {})
    expect(out).toHaveBeenCalledOnce()
  })
})
