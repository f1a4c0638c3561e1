import { lang } from '../i18n'
import { uuid } from '../lib/random'
import { NetworkError, ProblemError, problemOf } from './errors'

/** What may be asked of the server. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Values for the query string; empty ones are left out. */
export type Query = Record<string, string | number | boolean | undefined>

interface Options { body?: unknown; query?: Query; key?: string; signal?: AbortSignal }

/** What happens when the server no longer knows this session. */
export let signedOut: () => void = () => {}

/** Says what to do when the server no longer knows this session; boot plugs it. */
export function onSignedOut(run: () => void): void {
  signedOut = run
}

/** The address of an operation under /api/v1. */
export function address(path: string, query?: Query): string {
  const parts = Object.keys(query ?? {}).filter((k) => query?.[k] !== undefined && query[k] !== '')
  const tail = parts.map((k) => `${k}=${encodeURIComponent(String(query?.[k]))}`).join('&')
  return `/api/v1${path}${tail ? `?${tail}` : ''}`
}

/** One JSON request. Every write carries an idempotency key, so that sending it twice counts once. Throws ProblemError or NetworkError. */
export async function call<T>(method: Method, path: string, o: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': lang.value === 'zh' ? 'zh-CN' : 'en' }
  if (method !== 'GET') headers['Idempotency-Key'] = o.key ?? uuid()
  if (o.body !== undefined) headers['Content-Type'] = 'application/json'
  let answer: Response
  try {
    answer = await fetch(address(path, o.query), {
      method, headers, credentials: 'same-origin', signal: o.signal,
      body: o.body === undefined ? undefined : JSON.stringify(o.body),
    })
  } catch (e) {
    if (o.signal?.aborted) throw e
    throw new NetworkError()
  }
  if (!answer.ok) {
    const problem = await problemOf(answer)
    if (problem.status === 401 && path !== '/session') signedOut()
    throw problem
  }
  return read<T>(answer)
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T
  try {
    const text = await answer.text()
    return (text ? JSON.parse(text) : undefined) as T
  } catch {
    throw new NetworkError()
  }
}

/** A whole list, page after page: a class is small enough to be held at once. */
async function list<T>(path: string): Promise<{ items: T[] }> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page = await call<{ items: T[]; next?: string }>('GET', path, { query: { limit: 200, after } })
    items.push(...page.items)
    after = page.next
  } while (after)
  return { items }
}

/** The four verbs. Reads go here; writes that may happen offline go through db/outbox. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => call<T>('GET', path, { query, signal }),
  list,
  post: <T>(path: string, body: unknown = {}, key?: string) => call<T>('POST', path, { body, key }),
  put: <T>(path: string, body: unknown = {}, key?: string) => call<T>('PUT', path, { body, key }),
  delete: <T>(path: string, key?: string) => call<T>('DELETE', path, { key }),
}

export { NetworkError, ProblemError }
