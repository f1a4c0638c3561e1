import { DetailedError, Upload } from 'tus-js-client'
import { NetworkError, ProblemError } from '../api/client'
import { lang } from '../i18n'
import { Forgotten } from './types'

// The only file that knows the resumable protocol; it is fetched when the first file is sent.

const chunk = 512 * 1024

/** What is to be sent. With `url` it goes on where the server has it; `onUrl` tells the address of a new one at once, so that it can be kept. */
export interface Parcel {
  blob: Blob
  name: string
  conversation: string
  url: string
  onUrl: (url: string) => void
  onSent: (bytes: number) => void
}

/** A transfer under way: `url` comes when all is there; `stop` holds it, and what the server has by then stays there. */
export interface Sending { url: Promise<string>; stop: () => void }

/** Sends what the server does not have yet. Fails with NetworkError, ProblemError or Forgotten; the caller decides when to try again. */
export function send(p: Parcel): Sending {
  const upload = new Upload(p.blob, {
    endpoint: '/api/v1/uploads',
    uploadUrl: p.url || null,
    chunkSize: chunk,
    retryDelays: null,
    storeFingerprintForResuming: false,
    metadata: { filename: p.name, filetype: p.blob.type, conversation: p.conversation },
    headers: { 'Accept-Language': lang.value === 'zh' ? 'zh-CN' : 'en' },
    onUploadUrlAvailable: () => { if (upload.url) p.onUrl(upload.url) },
    onProgress: (bytes) => p.onSent(bytes),
  })
  const url = new Promise<string>((done, failed) => {
    upload.options.onSuccess = () => done(upload.url ?? '')
    upload.options.onError = (why) => failed(reasonOf(why, !!upload.url))
  })
  upload.start()
  return { url, stop: () => void upload.abort() }
}

/** Takes an upload away from the server; it goes by itself after a while if that does not arrive. */
export async function drop(url: string): Promise<void> {
  await Upload.terminate(url, { retryDelays: null })
}

function reasonOf(why: unknown, begun: boolean): Error {
  const answer = why instanceof DetailedError ? why.originalResponse : null
  const status = answer?.getStatus() ?? 0
  if (!answer || !status) return new NetworkError()
  if (begun && (status === 404 || status === 410 || status === 403)) return new Forgotten()
  let body: Record<string, unknown> = {}
  try {
    body = JSON.parse(answer.getBody()) as Record<string, unknown>
  } catch {
    // a proxy's page in the way; the status alone has to do
  }
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '')
  // 409 and 423: another page of ours still writes to this upload, or the server has not let go of a cut line yet.
  const passing = status === 409 || status === 423 ? 503 : status
  return new ProblemError(passing, text('key'), text('title'), text('detail'), [], {}, Number(answer.getHeader('Retry-After')) || 0)
}
