import { beforeEach, describe, expect, it, vi } from 'vitest'
import { NetworkError, ProblemError } from '../../api/errors'
import * as server from './api'
import { useJoin } from './useJoin'

vi.mock('./api')

const slip: server.Invitation = {
  kind: 'slip', state: 'open', class: { name: '高一（3）班' }, school: '青溪中学', teacher: '王老师',
  given: '思雨', hasPhone: true, triesLeft: 5, rules: { version: 1, by: '王老师', items: [] },
}
const refusal = (status: number, key: string) => new ProblemError(status, key, '', '', [])

async function atDigits() {
  const way = useJoin('7K3M9-2WQ8P', async () => {})
  way.open()
  await vi.waitFor(() => expect(way.j.screen).toBe('who'))
  way.j.answers.relation = '母亲'
  way.chosen()
  return way
}

async function atRules() {
  vi.mocked(server.check).mockResolvedValue({ ok: true, triesLeft: 5 })
  const way = await atDigits()
  way.j.answers.digits = '6031'
  way.digits()
  await vi.waitFor(() => expect(way.j.screen).toBe('rules'))
  return way
}

beforeEach(() => {
  vi.mocked(server.look).mockResolvedValue(slip)
})

describe('a slip', () => {
  it('that nobody knows says so, whatever the reason', async () => {
    vi.mocked(server.look).mockRejectedValue(refusal(404, 'roster.code.unknown'))
    const way = useJoin('AAAAA-BBBBB', async () => {})
    way.open()
    await vi.waitFor(() => expect(way.j.screen).toBe('gone'))
    expect(way.j.answers.code).toBe('AAAAABBBBB')
  })
  it('counts wrong digits and in the end asks staff', async () => {
    const way = await atDigits()
    vi.mocked(server.check).mockResolvedValueOnce({ ok: false, triesLeft: 1 }).mockResolvedValueOnce({ ok: false, triesLeft: 0 })
    way.j.answers.digits = '0001'
    way.digits()
    await vi.waitFor(() => expect(way.j.tries).toBe(1))
    expect([way.j.screen, way.j.wrong]).toEqual(['digits', '和留给学校的号码对不上。'])
    way.j.answers.digits = '0002'
    way.digits()
    await vi.waitFor(() => expect(way.j.screen).toBe('ask'))
  })
  it('keeps the digits when the line breaks', async () => {
    const way = await atDigits()
    vi.mocked(server.check).mockRejectedValue(new NetworkError())
    way.j.answers.digits = '6031'
    way.digits()
    await vi.waitFor(() => expect(way.j.problem).toBeInstanceOf(NetworkError))
    expect(way.j.answers.digits).toBe('6031')
  })
})

describe('the last yes', () => {
  it('shows rules that changed meanwhile once more', async () => {
    const way = await atRules()
    vi.mocked(server.join).mockRejectedValue(refusal(409, 'roster.rules.changed'))
    vi.mocked(server.look).mockResolvedValue({ ...slip, rules: { ...slip.rules, version: 2 } })
    await way.agree()
    expect(way.j.invitation?.rules.version).toBe(2)
    expect([way.j.screen, way.j.busy]).toEqual(['rules', false])
  })
  it('turns away an account that cannot be family, kindly', async () => {
    const way = await atRules()
    vi.mocked(server.join).mockRejectedValue(refusal(409, 'roster.join.notGuardian'))
    await way.agree()
    expect(way.j.screen).toBe('notGuardian')
  })
  it('repeats a broken attempt under the same key, so that it counts once', async () => {
    const way = await atRules()
    const key = way.j.key
    vi.mocked(server.join).mockRejectedValueOnce(new NetworkError()).mockResolvedValueOnce({ state: 'in' })
    await way.agree()
    expect(way.j.screen).toBe('rules')
    await way.agree()
    expect(server.join).toHaveBeenLastCalledWith(expect.objectContaining({ digits: '6031' }), key)
    expect(way.j.screen).toBe('welcome')
  })
})
