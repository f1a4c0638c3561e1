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

/** Who confirmed a notice for a child, as the teacher sees it. */
export async function confirmedBy(request: APIRequestContext, server: Server, notice: string, child: string): Promise<string[]> {
  const all = await read<{ items: Receipt[] }>(request, server, `/notices/${notice}/receipts`)
  const one = all.items.find((r) => r.name === child)
  return (one?.by ?? []).filter((b) => b.level === 'confirm').map((b) => b.label)
}
