import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api/client'
import type { FeedFound } from '../../api/schema'
import type { Entry } from '../../api/types'

/** One thing that was found. */
export type Found = Omit<FeedFound, 'entry'> & { entry: Entry }

/** What is looked for; days as YYYY-MM-DD. */
export interface Wanted { q: string; kind: 'all' | 'message' | 'notice' | 'album'; room: string; from: string; until: string }

const calm = 250
const dayLength = 86_400_000
const midnight = (day: string) => (day ? new Date(`${day}T00:00:00`).getTime() : 0)

/** What the server is asked; undefined while there is nothing to look for. */
export function queryOf(w: Wanted): Record<string, string | number> | undefined {
  const q = w.q.trim()
  if (!q && !w.from && !w.until) return undefined
  const until = midnight(w.until)
  return { q, kind: w.kind === 'all' ? '' : w.kind, conversation: w.room, from: midnight(w.from) || '', until: until ? until + dayLength : '', limit: 30 }
}

/** Searches while one types; only the newest question is answered. The address keeps it, so that coming back finds it again. */
export function useSearch() {
  const route = useRoute()
  const router = useRouter()
  const word = (name: string) => String(route.query[name] ?? '')
  const wanted = reactive<Wanted>({ q: word('q'), kind: (word('kind') || 'all') as Wanted['kind'], room: word('in'), from: word('from'), until: word('until') })
  const items = shallowRef<Found[]>()
  const next = ref('')
  const error = ref<unknown>(null)
  const busy = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(after = ''): Promise<void> {
    const query = queryOf(wanted)
    const mine = ++turn
    if (!query) {
      items.value = undefined
      next.value = ''
      return
    }
    busy.value = true
    try {
      const page = await api.get<{ items: Found[]; next: string }>('/search', { ...query, after })
      if (mine !== turn) return
      items.value = after ? (items.value ?? []).concat(page.items) : page.items
      next.value = page.next
      error.value = null
    } catch (e) {
      if (mine === turn) error.value = e
    }
    if (mine === turn) busy.value = false
  }
  watch(wanted, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { q, kind, room, from, until } = wanted
      void router.replace({ query: { q: q || undefined, kind: kind === 'all' ? undefined : kind, in: room || undefined, from: from || undefined, until: until || undefined } })
      void ask()
    }, calm)
  })
  onScopeDispose(() => clearTimeout(timer))
  void ask()
  return { wanted, items, next, error, busy, more: () => ask(next.value) }
}
