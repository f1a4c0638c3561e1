import { api } from '../api/client'
import type { Entry, Page } from '../api/types'
import { store } from '.'
import { forgetHeld, holds } from './marks'

type Watcher = (entries: Entry[]) => void

const have = new Map<string, number>()
const running = new Map<string, Promise<void>>()
const again = new Set<string>()
const watchers = new Map<string, Set<Watcher>>()

/** Reads from the store how far each conversation is known here. */
export async function loadHeads(): Promise<void> {
  const heads = await store().heads()
  have.clear()
  Object.keys(heads).forEach((c) => have.set(c, heads[c] as number))
}

/** How far each known conversation is complete, for the long poll. */
export const knownHeads = (): ReadonlyMap<string, number> => have

/** Calls `run` with every batch of new or changed entries of a conversation until the returned function is called. */
export function watchEntries(conversation: string, run: Watcher): () => void {
  const all = watchers.get(conversation) ?? new Set<Watcher>()
  watchers.set(conversation, all.add(run))
  return () => { all.delete(run) }
}

/** Takes a pushed entry: the next in line is kept at once, an old one is dropped, and after a gap the log is pulled. */
export async function push(entry: Entry): Promise<void> {
  const known = have.get(entry.conversation) ?? 0
  if (entry.rev <= known) return
  if (entry.rev !== known + 1 || running.has(entry.conversation)) return pull(entry.conversation)
  await take(entry.conversation, [entry], entry.rev)
}

/** Compares the server's heads with ours and pulls what is behind. */
export async function compare(heads: Record<string, number>): Promise<void> {
  const behind = Object.keys(heads).filter((c) => (have.get(c) ?? 0) < (heads[c] as number))
  await Promise.all(behind.map(pull))
}

/** Fetches what came after the rev we have, page by page. Calls for one conversation join; one that comes meanwhile runs a second round. */
export function pull(conversation: string): Promise<void> {
  const now = running.get(conversation)
  if (now) {
    again.add(conversation)
    return now
  }
  const run = rounds(conversation).then(
    () => { running.delete(conversation) },
    (e) => { running.delete(conversation); again.delete(conversation); throw e },
  )
  running.set(conversation, run)
  return run
}

async function rounds(conversation: string): Promise<void> {
  do {
    again.delete(conversation)
    let more = true
    while (more) {
      const after = have.get(conversation) ?? 0
      const page = await api.get<Page>(`/conversations/${conversation}/entries`, { after, limit: 200 })
      const last = page.entries.reduce((rev, e) => Math.max(rev, e.rev), after)
      await take(conversation, page.entries, page.more ? last : page.head)
      more = page.more && last > after
    }
  } while (again.has(conversation))
}

async function take(conversation: string, entries: Entry[], head: number): Promise<void> {
  await store().keep(conversation, entries, head)
  have.set(conversation, Math.max(head, have.get(conversation) ?? 0))
  if (!entries.length) return
  holds(conversation, head)
  watchers.get(conversation)?.forEach((run) => run(entries))
}

/** Forgets all heads; called at sign-out. */
export function forgetHeads(): void {
  have.clear()
  forgetHeld()
}
