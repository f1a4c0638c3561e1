import { randomUUID } from 'node:crypto'
import { expect, type APIRequestContext, type Browser } from '@playwright/test'
import { enter } from './people.ts'
import type { Server } from './server.ts'

/** The places of the demo that screens are about. */
export interface School {
  cls: string
  /** The holiday notice that waits for answers. */
  notice: string
  /** The first child of the class, whose mother has an entry link. */
  student: string
}

interface Receipt { name: string; by: { label: string; level: string }[] }

/** Reads one answer of the server as the person whose cookies `request` holds. */
export async function read<T>(request: APIRequestContext, server: Server, path: string): Promise<T> {
  const answer = await request.get(`${server.url}/api/v1${path}`)
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Writes through the API as the person whose cookies `request` holds. */
export async function write<T>(request: APIRequestContext, server: Server, path: string, data: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
  const answer = await request.fetch(`${server.url}/api/v1${path}`, { method, data: data as object, headers: { 'Idempotency-Key': randomUUID().replaceAll('-', '') } })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
  const text = await answer.text()
  return (text ? JSON.parse(text) : undefined) as T
}

/** Finds out, as the teacher, what the demo holds. */
export async function readSchool(browser: Browser, server: Server): Promise<School> {
  const { context } = await enter(browser, server.links.teacher, 'desk')
  const ask = <T>(path: string) => read<T>(context.request, server, path)
  const cls = (await ask<{ classes: { id: string }[] }>('/session')).classes[0]?.id ?? ''
  const notices = await ask<{ items: { id: string; type: string }[] }>(`/classes/${cls}/notices`)
  const students = await ask<{ items: { id: string }[] }>(`/classes/${cls}/students`)
  await context.close()
  return { cls, notice: notices.items.find((n) => n.type === 'holiday')?.id ?? '', student: students.items[0]?.id ?? '' }
}

/** The demo's newest album, once its pictures are drawn: that goes on for a while after the start. */
export async function anAlbum(browser: Browser, server: Server, cls: string): Promise<string> {
  const { context } = await enter(browser, server.links.teacher, 'desk')
  let id = ''
  await expect.poll(async () => {
    const { items } = await read<{ items: { id: string }[] }>(context.request, server, `/classes/${cls}/albums`)
    id = items[0]?.id ?? ''
    return items.length
  }, { timeout: 60_000 }).toBeGreaterThan(1)
  await context.close()
  return id
}

/** What the demo's class was asked, its open round and its last search; and an alert, which is opened here as a drill. */
export async function readAsked(browser: Browser, server: Server, cls: string): Promise<{ chain: string; slip: string; poll: string; round: string; search: string; alert: string }> {
  const { context } = await enter(browser, server.links.teacher, 'desk')
  const ask = <T>(path: string) => read<T>(context.request, server, path)
  const notices = await ask<{ items: { id: string; type: string }[] }>(`/classes/${cls}/notices`)
  const first = (type: string) => notices.items.find((n) => n.type === type)?.id ?? ''
  const rounds = await ask<{ items: { round: string }[] }>(`/classes/${cls}/rounds`)
  const searches = await ask<{ items: { id: string }[] }>(`/classes/${cls}/searches`)
  const alert = await write<{ id: string }>(context.request, server, `/classes/${cls}/alerts`, { kind: 'fire', text: '演练：到操场集合。', drill: true })
  await context.close()
  return { chain: first('chain'), slip: first('slip'), poll: first('poll'), round: rounds.items[0]?.round ?? '', search: searches.items[0]?.id ?? '', alert: alert.id }
}

/** Who confirmed a notice for a child, as the teacher sees it. */
export async function confirmedBy(request: APIRequestContext, server: Server, notice: string, child: string): Promise<string[]> {
  const all = await read<{ items: Receipt[] }>(request, server, `/notices/${notice}/receipts`)
  const one = all.items.find((r) => r.name === child)
  return (one?.by ?? []).filter((b) => b.level === 'confirm').map((b) => b.label)
}
