import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { api } from '../api/client'
import type { Entry, Page } from '../api/types'
import { store } from '.'
import { pull, watchEntries } from './sync'

/** One conversation on screen: entries oldest first, each in its newest state. */
export interface Conversation {
  entries: ShallowRef<Entry[]>
  /** 'opening' until something can be shown or is known to be empty; 'stale' when only the device's copy is there. */
  state: ShallowRef<'opening' | 'live' | 'stale'>
  error: ShallowRef<unknown>
  older: () => Promise<boolean>
  refresh: () => Promise<void>
}

const screenful = 200

/** Shows a conversation: the device's copy first, then what the server has since, then what is pushed. */
export function useConversation(id: string): Conversation {
  const entries = shallowRef<Entry[]>([])
  const state = shallowRef<'opening' | 'live' | 'stale'>('opening')
  const error = shallowRef<unknown>(null)
  const show = (fresh: Entry[]) => { entries.value = merge(entries.value, fresh) }
  const stop = watchEntries(id, show)
  onScopeDispose(stop)

  async function refresh() {
    try {
      await pull(id)
      error.value = null
      state.value = 'live'
    } catch (e) {
      error.value = e
      state.value = 'stale'
    }
  }
  async function open() {
    const kept = await store().entries(id, screenful)
    show(kept)
    if (kept.length) state.value = 'stale'
    await refresh()
  }
  async function older() {
    const before = entries.value[0]?.seq
    if (!before || before <= 1) return false
    let found = await store().entries(id, 20, before)
    if (!found.length) {
      found = (await api.get<Page>(`/conversations/${id}/entries`, { before, limit: 20 })).entries
      await store().keep(id, found, null)
    }
    show(found)
    return found.length > 0
  }
  void open()
  return { entries, state, error, older, refresh }
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
