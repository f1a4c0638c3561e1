import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { AlbumBody, Child, Entry, NoticeBody } from '../../api/types'
import type { ReportHome } from '../../api/schema'
import { isNotice, type AskItem, type FeedItem, type MyRound, type RoundBody, type Told } from '../../cards'
import { askKey, givenFor, waitingConfirm } from '../../db/answers'
import { outbox } from '../../db/outbox'
import { useConversation, type Conversation } from '../../db/feed'
import { useSnapshot } from '../../db/snapshot'
import { watchEntries } from '../../db/sync'
import { children } from '../../session'
import { daysAway } from '../../lib/time'

/** The conversations of all my children: one per class, one per family. */
function conversationsOf(mine: Child[]): Map<string, Child[]> {
  const all = new Map<string, Child[]>()
  for (const child of mine) {
    for (const id of [child.conversation, child.family]) if (id) all.set(id, (all.get(id) ?? []).concat(child))
  }
  return all
}

const calm = 250

const over = (body: NoticeBody) => !!body.expiresAt && body.expiresAt <= Date.now()

/** All entries of a kind in the logs, with the children of mine each is for. */
function entriesOf<B>(kind: string, logs: Map<string, Conversation>, members: Map<string, Child[]>, shown: (student: string) => boolean): FeedItem<B>[] {
  const out: FeedItem<B>[] = []
  logs.forEach((log, id) => {
    const whose = (members.get(id) ?? []).filter((c) => shown(c.student))
    for (const entry of log.entries.value) {
      if (entry.kind === kind && whose.length) out.push({ entry: entry as Entry<B>, children: whose })
    }
  })
  return out
}

const pinned = (item: Told) => isNotice(item) && !!item.entry.body.pinned

/** Whether a round still waits for a word about my child, be it a late one; what lies in the outbox is said. */
export const awaits = (r: MyRound): boolean => (r.state === 'onWay' || r.state === 'overdue') && !outbox.some((w) => w.mark === `round/${r.round}/${r.student}` && w.state !== 'failed')

// A notice that still asks for something stands above; the feed tells it for the other children only.
function feedOf(notices: FeedItem[], others: Told[], asks: AskItem[]): Told[] {
  const waiting = new Set(asks.map((a) => `${a.notice}/${a.student}`))
  const told: Told[] = notices
    .map((n) => ({ entry: n.entry, children: n.children.filter((c) => !waiting.has(`${n.entry.ref}/${c.student}`)) }))
    .filter((n) => n.children.length && !over(n.entry.body))
  return told.concat(others).sort((a, b) => Number(pinned(b)) - Number(pinned(a)) || b.entry.at - a.entry.at)
}

// What is pushed may ask for something: the list of asks follows the log.
function follow(conversations: string[], run: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stops = conversations.map((id) => watchEntries(id, () => {
    clearTimeout(timer)
    timer = setTimeout(run, calm)
  }))
  onScopeDispose(() => {
    clearTimeout(timer)
    stops.forEach((stop) => stop())
  })
}

/** Everything the family's first screen shows: what waits for an answer, and the feed by days. */
export function useHome() {
  const home = useSnapshot<ReportHome>('/home', ['home', 'alert'])
  const chosen = ref('')
  const members = conversationsOf(children.value)
  const logs = new Map<string, Conversation>(Array.from(members.keys()).map((id) => [id, useConversation(id)] as const))
  const lingering = shallowRef<AskItem[]>([])

  const shown = (student: string) => !chosen.value || chosen.value === student
  const listed = computed(() => (home.data.value?.asks ?? []).filter((a) => givenFor(a) !== 'confirmed' || waitingConfirm(a)))

  // What was read on this screen stays in its place until the reader leaves, so that nothing jumps away under the eyes.
  watch(listed, (now, before) => {
    const keys = new Set(now.map(askKey))
    const left = (before ?? []).concat(lingering.value).filter((a) => !keys.has(askKey(a)) && a.level === 'read' && givenFor(a) === 'read')
    lingering.value = left.filter((a, i) => left.findIndex((b) => askKey(b) === askKey(a)) === i)
  })
  const asks = computed(() => listed.value.concat(lingering.value).filter((a) => shown(a.student)))
  const owed = computed(() => asks.value.filter((a) => !givenFor(a)))
  const searches = computed(() => home.data.value?.searches ?? [])
  const alerts = computed(() => home.data.value?.alerts ?? [])
  const rounds = computed(() => (home.data.value?.rounds ?? []).filter((r) => shown(r.student)))

  const notices = computed(() => entriesOf<NoticeBody>('notice', logs, members, shown))
  const albums = computed(() => entriesOf<AlbumBody>('album', logs, members, shown))
  // A round of mine stands above while it is open; the feed tells what became of it.
  const told = computed(() => entriesOf<RoundBody>('round', logs, members, shown).filter((e) => e.entry.body.what === 'round' && !rounds.value.some((r) => r.round === e.entry.body.round)))
  const bodies = computed(() => new Map(notices.value.map((n) => [n.entry.ref, n.entry.body] as const)))

  const feed = computed(() => feedOf(notices.value, [...albums.value, ...told.value], asks.value))
  const states = computed(() => Array.from(logs.values()).map((log) => log.state.value))
  const opening = computed(() => (!home.data.value && home.loading.value) || (states.value.some((s) => s === 'opening') && !notices.value.length))
  const failed = computed(() => (!home.data.value ? home.error.value : null))

  const known = computed(() => !!home.data.value)

  follow(Array.from(members.keys()), () => void home.refresh())

  async function refresh() {
    await Promise.all([home.refresh(), ...Array.from(logs.values()).map((log) => log.refresh())])
  }
  return { chosen, asks, owed, rounds, searches, alerts, bodies, feed, known, opening, failed, refresh, reload: home.refresh }
}

const fortnight = 14 * 86_400_000

/**
 * Whether a notice that asks for nothing any more was surely answered. Old ones may be silent for another reason: they were
 * over before this family joined, and then nothing is claimed about them.
 */
export function settled(item: FeedItem, now: number): boolean {
  const { at, body } = item.entry
  const current = now - at < fortnight && (!body.dueAt || body.dueAt > now)
  return body.state === 'published' && (current || item.children.every((c) => givenFor({ ask: body.ask, version: body.version, student: c.student })))
}

/** Cuts a feed into pinned ones and days, newest first. */
export function byDays(items: Told[], now: number): { key: string; at: number; pinned: boolean; items: Told[] }[] {
  const out: { key: string; at: number; pinned: boolean; items: Told[] }[] = []
  for (const item of items) {
    const above = pinned(item)
    const key = above ? 'pinned' : String(daysAway(item.entry.at, now))
    const last = out[out.length - 1]
    if (last && last.key === key) last.items.push(item)
    else out.push({ key, at: item.entry.at, pinned: above, items: [item] })
  }
  return out
}
