import { t } from '../i18n'

/** One wrong place in what was sent: where (RFC 6901) and what to do about it. */
export interface Wrong { pointer: string; key?: string; detail: string }

/** The server's refusal, already in the reader's words (RFC 9457). `key` is stable; compare that, never the words. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly key: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: Wrong[],
    readonly params: Record<string, unknown> = {},
    readonly retryAfter = 0,
  ) {
    super(title)
    this.name = 'ProblemError'
  }

  /** The same request may succeed later: the server is busy, restarting, or asks to slow down. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 408 || this.status === 429
  }
}

/** The server was not reached, so nobody knows yet whether the request counted; the same key may be sent again. */
export class NetworkError extends Error {
  constructor() {
    super('network')
    this.name = 'NetworkError'
  }
}

/** Turns a refused answer into a ProblemError, whatever its body is. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  let body: Record<string, unknown> = {}
  try {
    body = (await answer.json()) as Record<string, unknown>
  } catch {
    // a proxy's page in the way; the status alone has to do
  }
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '')
  const errors = Array.isArray(body.errors) ? (body.errors as Wrong[]).filter((e) => e && typeof e.pointer === 'string') : []
  const wait = Number(answer.headers.get('Retry-After')) || 0
  return new ProblemError(answer.status, text('key'), text('title'), text('detail'), errors, (body.params as Record<string, unknown>) ?? {}, wait)
}

/** An error in words a person can act on. */
export function wordsOf(error: unknown): { title: string; detail: string } {
  if (error instanceof NetworkError) return { title: t('error.network'), detail: t('error.network.do') }
  if (error instanceof ProblemError) {
    if (error.title) return { title: error.title, detail: error.detail === error.title ? '' : error.detail }
    if (error.status === 404) return { title: t('error.absent'), detail: t('error.absent.do') }
  }
  return { title: t('error.unknown'), detail: t('error.unknown.do') }
}
