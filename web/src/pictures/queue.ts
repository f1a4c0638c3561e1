import { shallowReactive } from 'vue'
import { api, NetworkError, ProblemError, signedOut } from '../api/client'
import { wordsOf } from '../api/errors'
import { dropFile, keepFile, keptFiles, type KeptFile } from '../db/files'
import { backoff } from '../lib/backoff'
import { uuid } from '../lib/random'
import { kindOf, shrink, UnreadableFormat } from './shrink'
import { settle } from './settle'
import { t } from './t'
import { Forgotten, type StoredFile, type Upload } from './types'

// Files go to the server one way: picked → made smaller, one at a time, for a phone's memory → sent, two at a time →
// looked at by the server → ready. Each step is kept on the device, so a closed page goes on where it was.

interface Job { kept: KeptFile; stop: () => void }

/** All files on their way, of every composer, in the order they were picked. */
export const uploads = shallowReactive<Upload[]>([])

const atOnce = 2
const jobs = new Map<string, Job>()
const sending = new Set<string>()
let shrinking = false
let owner = ''
let restored: Promise<void> | undefined

/** Takes the queue over for a person: lets go of another's, and takes up what an earlier page left behind. */
export function openQueue(person: string): Promise<void> {
  if (restored && person === owner) return restored
  closeQueue()
  owner = person
  restored = keptFiles(person).then((kept) => {
    if (owner !== person) return
    kept.filter((k) => !jobs.has(k.id)).forEach((k) => add(k))
    pump()
  })
  return restored
}

/** Lets go of everything; what is kept on the device stays there. */
export function closeQueue(): void {
  jobs.forEach((job) => job.stop())
  jobs.clear()
  sending.clear()
  uploads.splice(0, uploads.length).forEach(forgetPreview)
  owner = ''
  restored = undefined
}

/** Takes picked files in; they start to travel at once. */
export function take(drawer: string, conversation: string, files: readonly File[]): void {
  const now = Date.now()
  files.forEach((file, i) => {
    const kind = kindOf(file)
    const kept: KeptFile = {
      id: uuid(), order: now + i / 1000, drawer, conversation, name: file.name, kind, blob: file, thumb: null, ready: kind !== 'image', url: '', file: '',
    }
    add(kept)
    void keepFile(owner, kept)
  })
  pump()
}

/** Takes files back: from this device and, as far as they are there, from the server. */
export function cancel(id: string): void {
  const job = jobs.get(id)
  forget([id])
  if (!job) return
  const { file, url } = job.kept
  if (file) void api.delete(`/files/${file}`).catch(() => {})
  else if (url) void import('./send').then((tus) => tus.drop(url)).catch(() => {})
}

/** Sends a failed file again, from where it stopped. */
export function retry(id: string): void {
  if (!jobs.has(id)) return
  change(id, { state: stateOf(id), error: null })
  pump()
}

/** Forgets files here and on the device; on the server they stay. Called once a message or an album holds them. */
export function forget(ids: readonly string[]): void {
  for (const id of ids) {
    jobs.get(id)?.stop()
    jobs.delete(id)
    sending.delete(id)
    const at = uploads.findIndex((u) => u.id === id)
    if (at >= 0) uploads.splice(at, 1).forEach(forgetPreview)
    void dropFile(owner, id)
  }
  pump()
}

function add(kept: KeptFile): void {
  jobs.set(kept.id, { kept, stop: () => {} })
  uploads.push({
    id: kept.id, drawer: kept.drawer, name: kept.name, kind: kept.kind as Upload['kind'], state: stateOf(kept.id), sent: 0, size: kept.blob.size,
    waits: false, preview: previewOf(kept), error: null, file: null,
  })
  if (kept.file) void finish(kept.id, kept.file)
}

function stateOf(id: string): Upload['state'] {
  const kept = jobs.get(id)?.kept
  if (kept?.file) return 'working'
  return kept?.ready ? 'sending' : 'picked'
}

function change(id: string, part: Partial<Upload>): void {
  const at = uploads.findIndex((u) => u.id === id)
  if (at >= 0) uploads.splice(at, 1, { ...(uploads[at] as Upload), ...part })
}

/** Notes a step, on screen and on the device. */
function note(id: string, kept: Partial<KeptFile>, part: Partial<Upload> = {}): void {
  const job = jobs.get(id)
  if (!job) return
  job.kept = { ...job.kept, ...kept }
  void keepFile(owner, job.kept)
  change(id, part)
}

const previewOf = (kept: KeptFile) => (kept.thumb ? URL.createObjectURL(kept.thumb) : '')

function forgetPreview(u: Upload): void {
  if (u.preview) URL.revokeObjectURL(u.preview)
}

function pump(): void {
  if (!shrinking) void shrinkNext()
  for (const u of uploads) {
    if (sending.size >= atOnce) return
    if (u.state !== 'sending' || sending.has(u.id)) continue
    sending.add(u.id)
    void carry(u.id).then(() => {
      sending.delete(u.id)
      pump()
    })
  }
}

async function shrinkNext(): Promise<void> {
  const next = uploads.find((u) => u.state === 'picked')
  const job = next && jobs.get(next.id)
  if (!next || !job) return
  shrinking = true
  change(next.id, { state: 'shrinking' })
  try {
    const { small, thumb } = await shrink(job.kept.blob as File)
    const blob = small ?? job.kept.blob
    const named = small ? job.kept.name.replace(/\.[^.]*$/, '') + '.jpg' : job.kept.name
    const step = { blob, thumb, name: named, ready: true }
    note(next.id, step, { state: 'sending', size: blob.size, preview: previewOf({ ...job.kept, ...step }) })
  } catch (why) {
    const heic = why instanceof UnreadableFormat
    change(next.id, { state: 'refused', error: { title: t(heic ? 'heic.title' : 'refused.title'), detail: t(heic ? 'heic.detail' : 'refused.detail') } })
    void dropFile(owner, next.id)
  }
  shrinking = false
  pump()
}

/** Carries one file over, through as many cuts of the line as it takes. */
async function carry(id: string): Promise<void> {
  for (let tries = 1; jobs.has(id); tries++) {
    const before = uploads.find((u) => u.id === id)?.sent ?? 0
    try {
      return await transfer(id)
    } catch (why) {
      if (!jobs.has(id)) return
      const gone = why instanceof Forgotten
      if (gone) note(id, { url: '' }, { sent: 0 })
      else if (!passing(why)) return refuse(id, why)
      if ((uploads.find((u) => u.id === id)?.sent ?? 0) > before) tries = 1
      change(id, { waits: true })
      await pause(id, gone ? 0 : backoff(tries), why instanceof ProblemError ? why.retryAfter : 0)
      change(id, { waits: false })
    }
  }
}

async function transfer(id: string): Promise<void> {
  const tus = await import('./send').catch(() => { throw new NetworkError() })
  const job = jobs.get(id)
  if (!job) return
  const { kept } = job
  const moving = tus.send({
    blob: kept.blob, name: kept.name, conversation: kept.conversation, url: kept.url,
    onUrl: (url) => note(id, { url }),
    onSent: (sent) => change(id, { sent, waits: false }),
  })
  job.stop = moving.stop
  const url = await moving.url
  const { file } = await api.post<{ file: StoredFile }>(`/uploads/${url.replace(/^.*\//, '')}/finish`, {}, id)
  note(id, { file: file.id }, { state: 'working', sent: kept.blob.size })
  void finish(id, file.id)
}

/** Waits for the server's judgement on a file it has whole. */
async function finish(id: string, file: string): Promise<void> {
  try {
    const judged = await settle(file, () => jobs.has(id))
    if (!judged || !jobs.has(id)) return
    if (judged.state === 'ready') return change(id, { state: 'ready', file: judged })
    change(id, { state: 'refused', error: { title: judged.reason?.text || t('refused.title'), detail: t('refused.detail') } })
    void dropFile(owner, id)
  } catch {
    note(id, { file: '', url: '' }, { state: 'failed', sent: 0, error: { title: t('lost.title'), detail: t('lost.detail') } })
  }
}

function passing(why: unknown): boolean {
  return why instanceof NetworkError || (why instanceof ProblemError && why.passing)
}

function refuse(id: string, why: unknown): void {
  const status = why instanceof ProblemError ? why.status : 0
  if (status === 401) signedOut()
  const never = status === 400 || status === 413 || status === 415 || status === 422
  change(id, { state: never ? 'refused' : 'failed', error: wordsOf(why) })
}

/** Waits, but not longer than until the device says that it has a network again. */
function pause(id: string, ms: number, seconds: number): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      done()
    }
    const timer = setTimeout(end, Math.max(ms, seconds * 1000))
    addEventListener('online', end)
    const job = jobs.get(id)
    if (job) job.stop = end
  })
}
