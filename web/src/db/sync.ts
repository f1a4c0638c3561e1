import { api } from '../api/client'
import type { Entry, Page } from '../api/types'
import { store } from '.'
import { forgetHeld, holds } from './marks'

/** Told of new and changed entries. `leapt` says that the log was begun anew: what was read before may have changed unseen. */
type Watcher = (entries: Entry[], leapt: boolean) => void

/** A device that is further behind than this does not read every change: it takes the newest page and asks for older ones when they are wanted. */
const far = 600
const newestPage = 100
const newestLandmarks = 50

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
  if (entry.rev !== known + 1 || running.has(entry.conversation)) return pull(entry.conversation, entry.rev)
  await take(entry.conversation, [entry], entry.rev)
}

/** Compares the server's heads with ours and pulls what is behind. */
export async function compare(heads: Record<string, number>): Promise<void> {
  const behind = Object.keys(heads).filter((c) => (have.get(c) ?? 0) < (heads[c] as number))
  await Promise.all(behind.map((c) => pull(c, heads[c])))
}

/** Fetches what came after the rev we have; `head` is how far the server is known to be. Calls for one conversation join; one that comes meanwhile runs a second round. */
export function pull(conversation: string, head = 0): Promise<void> {
  const now = running.get(conversation)
  if (now) {
    again.add(conversation)
    return now
  }
  const run = rounds(conversation, head).then(
    () => { running.delete(conversation) },
    (e) => { running.delete(conversation); again.delete(conversation); throw e },
  )
  running.set(conversation, run)
  return run
}

async function rounds(conversation: string, head: number): Promise<void> {
  do {
    again.delete(conversation)
    if (head - (have.get(conversation) ?? 0) > far) await leap(conversation)
    let more = true
    while (more) {
      const after = have.get(conversation) ?? 0
      const page = await api.get<Page>(`/conversations/${conversation}/entries`, { after, limit: 200 })
      const last = page.entries.reduce((rev, e) => Math.max(rev, e.rev), after)
      if (page.more && page.head - last > far) {
        await leap(conversation)
        continue
      }
      await take(conversation, page.entries, page.more ? last : page.head)
      more = page.more && last > after
    }
  } while (again.has(conversation))
}

// The pages may be of different moments: the log is complete up to the earlier one, and the next round brings the rest.
async function leap(conversation: string): Promise<void> {
  const path = `/conversations/${conversation}/entries`
  const before = Number.MAX_SAFE_INTEGER
  const [newest, marked] = await Promise.all([
    api.get<Page>(path, { before, limit: newestPage }),
    api.get<Page>(path, { before, limit: newestLandmarks, told: true }),
  ])
  const all = newest.entries.concat(marked.entries)
  const rev = Math.min(newest.head, marked.head)
  const floor = newest.more ? newest.entries.reduce((seq, e) => Math.min(seq, e.seq), before) : 0
  await store().restart(conversation, all, { rev, floor })
  told(conversation, all, rev, true)
}

async function take(conversation: string, entries: Entry[], head: number): Promise<void> {
  await store().keep(conversation, entries, head)
  told(conversation, entries, head, false)
}

function told(conversation: string, entries: Entry[], head: number, leapt: boolean): void {
  have.set(conversation, Math.max(head, have.get(conversation) ?? 0))
  if (!entries.length) return
  holds(conversation, head)
  watchers.get(conversation)?.forEach((run) => run(entries, leapt))
}

/** Forgets all heads; called at sign-out. */
export function forgetHeads(): void {
  have.clear()
  forgetHeld()
}
