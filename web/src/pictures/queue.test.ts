import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, NetworkError, ProblemError } from '../api/client'
import { keptFiles } from '../db/files'
import { wipeFiles } from '../db/names'
import { cancel, closeQueue, forget, openQueue, retry, take, uploads } from './queue'
import { send, type Parcel, type Sending } from './send'
import { Forgotten, type StoredFile } from './types'

vi.mock('./send', async (original) => ({ ...(await original<typeof import('./send')>()), send: vi.fn(), drop: vi.fn(async () => {}) }))
vi.mock('../api/live', () => ({ onNudge: () => () => {} }))
vi.mock('../lib/backoff', () => ({ backoff: () => 0 }))

const person = 'p1'
const sent = vi.mocked(send)
const file = (name = 'plan.pdf') => new File(['0123456789'], name, { type: 'application/pdf' })
const stored = (id: string, state: StoredFile['state'] = 'ready') => ({ id, kind: 'file', name: 'plan.pdf', mime: 'application/pdf', bytes: 10, width: 0, height: 0, seconds: 0, placeholder: '', state }) as StoredFile
const arrives = (p: Parcel): Sending => { p.onUrl('/api/v1/uploads/u1'); p.onSent(10); return { url: Promise.resolve('/api/v1/uploads/u1'), stop: () => {} } }
const breaks = (why: Error, bytes = 0) => (p: Parcel): Sending => { p.onUrl('/api/v1/uploads/u1'); p.onSent(bytes); return { url: Promise.reject(why), stop: () => {} } }
const hangs = (): Sending => ({ url: new Promise(() => {}), stop: () => {} })
const states = () => uploads.map((u) => u.state)

beforeEach(async () => {
  sent.mockReset()
  vi.spyOn(api, 'post').mockResolvedValue({ file: stored('f1') })
  vi.spyOn(api, 'get').mockResolvedValue(stored('f1'))
  vi.spyOn(api, 'delete').mockResolvedValue(undefined)
  await openQueue(person)
})
afterEach(async () => {
  closeQueue()
  await wipeFiles(person)
})

describe('a picked file', () => {
  it('travels by itself until the server has it', async () => {
    sent.mockImplementation(arrives)
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
    expect(uploads[0]).toMatchObject({ file: { id: 'f1' }, sent: 10, error: null })
    expect(vi.mocked(api.post).mock.calls[0]?.[0]).toBe('/uploads/u1/finish')
  })

  it('goes on where a cut line left it', async () => {
    sent.mockImplementationOnce(breaks(new NetworkError(), 4)).mockImplementationOnce(arrives)
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
    expect(sent.mock.calls.map(([p]) => p.url)).toEqual(['', '/api/v1/uploads/u1'])
  })

  it('begins anew when the server forgot the upload', async () => {
    sent.mockImplementationOnce(breaks(new Forgotten())).mockImplementationOnce(arrives)
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
    expect(sent.mock.calls.map(([p]) => p.url)).toEqual(['', ''])
  })

  it('is refused with the server’s own words', async () => {
    sent.mockImplementation(breaks(new ProblemError(413, 'media.large', '太大了', '请剪短一点', [])))
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(uploads[0]).toMatchObject({ state: 'refused', error: { title: '太大了', detail: '请剪短一点' } }))
  })

  it('may be tried again after a refusal that can pass', async () => {
    sent.mockImplementationOnce(breaks(new ProblemError(403, 'x', '不行', '', []))).mockImplementationOnce(arrives)
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(states()).toEqual(['failed']))
    retry(uploads[0]?.id ?? '')
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
  })

  it('says why the server would not have it', async () => {
    sent.mockImplementation(arrives)
    vi.mocked(api.get).mockResolvedValue({ ...stored('f1', 'refused'), reason: { key: 'media.broken', text: '这张图坏了' } })
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(uploads[0]).toMatchObject({ state: 'refused', error: { title: '这张图坏了' } }))
    expect(await keptFiles(person)).toEqual([])
  })

  it('is taken from the server too when it is taken back', async () => {
    sent.mockImplementation(arrives)
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
    cancel(uploads[0]?.id ?? '')
    expect(uploads).toHaveLength(0)
    expect(api.delete).toHaveBeenCalledWith('/files/f1')
  })
})

describe('the queue', () => {
  it('sends two at once', async () => {
    sent.mockImplementation(hangs)
    take('c1', 'c1', [file('1'), file('2'), file('3')])
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(2))
    forget([uploads[0]?.id ?? ''])
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(3))
  })

  it('goes on after a closed page, with the bytes and the address it had', async () => {
    sent.mockImplementation((p) => { p.onUrl('/api/v1/uploads/u7'); return hangs() })
    take('c1', 'c1', [file()])
    await vi.waitFor(async () => expect((await keptFiles(person))[0]).toMatchObject({ url: '/api/v1/uploads/u7', drawer: 'c1' }))
    closeQueue()
    expect(uploads).toHaveLength(0)
    sent.mockReset().mockImplementation(arrives)
    await openQueue(person)
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
    expect(sent.mock.calls[0]?.[0].url).toBe('/api/v1/uploads/u7')
  })

  it('shows nobody the files of another person', async () => {
    sent.mockImplementation(hangs)
    take('c1', 'c1', [file()])
    await openQueue('p2')
    expect(uploads).toHaveLength(0)
    await openQueue(person)
    await vi.waitFor(() => expect(uploads).toHaveLength(1))
  })

  it('keeps nothing of what was sent', async () => {
    sent.mockImplementation(arrives)
    take('c1', 'c1', [file()])
    await vi.waitFor(() => expect(states()).toEqual(['ready']))
    forget(uploads.map((u) => u.id))
    await vi.waitFor(async () => expect(await keptFiles(person)).toEqual([]))
    expect(api.delete).not.toHaveBeenCalled()
  })
})
