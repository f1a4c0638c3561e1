import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { api } from '../api/client'
import type { Entry, Page } from '../api/types'
import { store } from '.'
import { landmarks } from './store'
import { pull, watchEntries } from './sync'

/** Entries of one conversation on screen, oldest first, each in its newest state. */
export interface Conversation {
  entries: ShallowRef<Entry[]>
  /** 'opening' until something can be shown or is known to be empty; 'stale' when only the device's copy is there. */
  state: ShallowRef<'opening' | 'live' | 'stale'>
  error: ShallowRef<unknown>
  refresh: () => Promise<void>
  /** Takes in what the server has just answered, before it is pushed. */
  take: (fresh: Entry[]) => void
}

const screenful = 200

/** Shows what stands out of the talk (notices, albums, rounds): the device's copy first, then what the server has since, then what is pushed. */
export function useConversation(id: string): Conversation {
  const wanted = (e: Entry) => landmarks.indexOf(e.kind) >= 0
  const kept = () => store().entries(id, screenful, { kinds: landmarks })
  return follow(id, wanted, kept, () => pull(id))
}

/** Shows an entry and what was said under it. */
export function useThread(id: string, seq: number): Conversation {
  const wanted = (e: Entry) => e.seq === seq || e.parent === seq
  const kept = async () => (await store().entries(id, screenful)).filter(wanted)
  return follow(id, wanted, kept, async () => (await api.get<Page>(`/conversations/${id}/entries`, { thread: seq, limit: 1000 })).entries)
}

function follow(id: string, wanted: (e: Entry) => boolean, kept: () => Promise<Entry[]>, ask: () => Promise<Entry[] | void>): Conversation {
  const entries = shallowRef<Entry[]>([])
  const state = shallowRef<'opening' | 'live' | 'stale'>('opening')
  const error = shallowRef<unknown>(null)
  const show = (fresh: Entry[]) => { entries.value = merge(entries.value, fresh.filter(wanted)) }
  onScopeDispose(watchEntries(id, (fresh, leapt) => {
    if (leapt) entries.value = []
    show(fresh)
  }))

  async function refresh() {
    try {
      show((await ask()) ?? [])
      error.value = null
      state.value = 'live'
    } catch (e) {
      error.value = e
      state.value = 'stale'
    }
  }
  async function open() {
    show(await kept())
    if (entries.value.length) state.value = 'stale'
    await refresh()
  }
  void open()
  return { entries, state, error, refresh, take: show }
}

/** Puts new and changed entries into a list, by seq; the higher rev wins. */
export function merge(now: Entry[], fresh: Entry[]): Entry[] {
  const bySeq = new Map(now.map((e) => [e.seq, e] as const))
  for (const e of fresh) {
    const known = bySeq.get(e.seq)
    if (!known || known.rev <= e.rev) bySeq.set(e.seq, e)
  }
  return Array.from(bySeq.values()).sort((a, b) => a.seq - b.seq)
}
