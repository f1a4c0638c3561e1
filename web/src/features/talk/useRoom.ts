import { onScopeDispose, shallowRef } from 'vue'
import type { Entry } from '../../api/types'
import { store } from '../../db'
import { pull, push, watchEntries } from '../../db/sync'
import { readAfter, readAround, readBefore, readDay, readRoom } from './api'
import { highest, lowest, nothing, withFresh, withNewer, withOlder, withoutNewest, withoutOldest } from './segment'
import { markSeen } from './seen'
import type { RoomView } from './types'

const page = 60
const patience = 2000
const everything = 5000 // the store keeps less

/**
 * One room on screen: a run of its log that grows both ways on demand. It begins at `at`, else at the first unread,
 * else at the newest; what the device has shows at once, and a dead line never keeps the reader from it.
 */
export function useRoom(id: string, at: number) {
  const run = shallowRef(nothing)
  const view = shallowRef<RoomView>()
  const error = shallowRef<unknown>(null)
  const opening = shallowRef(true)
  const begin = shallowRef(0)
  const firstUnread = shallowRef(0)
  const unseen = shallowRef(0)
  let busy = false
  let gone = false

  const stop = watchEntries(id, (fresh, leapt) => {
    if (leapt && run.value.end) run.value = { ...run.value, end: false }
    const before = run.value
    run.value = withFresh(before, fresh)
    if (!before.end) unseen.value = Math.max(unseen.value, ...fresh.map((e) => e.seq))
  })
  onScopeDispose(() => { gone = true; stop() })

  async function describe(): Promise<void> {
    const kept = await store().get<RoomView>(`room/${id}`)
    if (kept && !view.value) view.value = kept
    view.value = await readRoom(id)
    await store().set(`room/${id}`, view.value)
  }

  /** The newest run the device keeps. */
  async function here(): Promise<void> {
    const entries = await store().entries(id, everything)
    run.value = { entries, start: (await store().known(id)).floor === 0, end: true }
  }

  async function open(): Promise<void> {
    const asked = Promise.all([describe(), pull(id)])
    asked.catch((e: unknown) => { error.value = e })
    await Promise.race([asked, sleep(patience)]).catch(() => {})
    if (gone) return
    await here()
    firstUnread.value = view.value?.firstUnread ?? 0
    begin.value = at || firstUnread.value
    if (begin.value && begin.value < (lowest(run.value) || Infinity) && !run.value.start) await go(begin.value).catch(() => {})
    opening.value = false
    // A line slower than our patience: what comes later is taken in where the reader is.
    if (!run.value.entries.length) await asked.then(here, () => {})
    else await asked.then(() => { firstUnread.value = firstUnread.value || (view.value?.firstUnread ?? 0) }, () => {})
  }

  /** Shows the log around an entry. */
  async function go(seq: number): Promise<void> {
    const near = run.value.entries.some((e) => e.seq >= seq) && lowest(run.value) <= seq
    if (!near) {
      const found = await readAround(id, seq, page)
      run.value = { entries: sorted(found.entries), start: found.older === false, end: false }
      await join()
    }
    begin.value = seq
  }

  /** Shows the log from a day on; false when nothing was said since. */
  async function goDay(day: number): Promise<boolean> {
    const first = sorted((await readDay(id, day, 1)).entries)[0]
    if (!first) return false
    await go(first.parent || first.seq)
    return true
  }

  /** Goes back to the newest. */
  async function goEnd(): Promise<void> {
    if (!run.value.end) await here()
    unseen.value = 0
    begin.value = 0
  }

  async function older(): Promise<void> {
    if (busy || run.value.start || !run.value.entries.length) return
    await alone(async () => {
      const found = await readBefore(id, lowest(run.value), page)
      run.value = withOlder(run.value, found.entries, found.more)
    })
  }

  async function newer(): Promise<void> {
    if (busy || run.value.end || !run.value.entries.length) return
    await alone(async () => {
      if (await join()) return
      run.value = withNewer(run.value, (await readAfter(id, highest(run.value), page)).entries, false)
      await join()
    })
  }

  /** Joins the run to the newest one that the device keeps, if they meet. */
  async function join(): Promise<boolean> {
    const kept = await store().entries(id, everything)
    const met = !kept.length || highest(run.value) >= (kept[0] as Entry).seq
    if (met) run.value = withNewer(run.value, kept, true)
    return met
  }

  async function alone(work: () => Promise<void>): Promise<void> {
    busy = true
    try {
      await work()
      error.value = null
    } catch (e) {
      error.value = e
    } finally {
      busy = false
    }
  }

  /** Lets go what the reader has left far behind; the list calls it when it stands still. */
  function trim(reading: 'oldest' | 'newest'): void {
    run.value = reading === 'oldest' ? withoutNewest(run.value) : withoutOldest(run.value)
  }

  /** Takes in the server's answer to words of mine before it is pushed. */
  async function landed(entry: Entry): Promise<void> {
    run.value = withFresh(run.value, [entry])
    await push(entry).catch(() => {})
  }

  /** The reader has seen everything up to an entry. */
  function seen(seq: number): void {
    if (seq > (view.value?.readSeq ?? 0)) markSeen(id, seq)
  }

  void open()
  return { run, view, error, opening, begin, firstUnread, unseen, older, newer, go, goDay, goEnd, trim, landed, seen, refresh: describe }
}

const sorted = (entries: Entry[]) => entries.slice().sort((a, b) => a.seq - b.seq)
const sleep = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms) })
