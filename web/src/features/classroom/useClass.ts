import { onScopeDispose, computed } from 'vue'
import type { NoticeSummary } from '../../api/schema'
import { useSnapshot } from '../../db/snapshot'
import { watchEntries } from '../../db/sync'

/** A notice in the staff's list, with its children counted; `at` is when it went out, or will. */
export type Line = NoticeSummary

const calm = 500

/** The notices of a class: pinned first, then what is still to go out, then newest first; moving with the class's conversation. */
export function useClass(id: string) {
  const list = useSnapshot<{ items: Line[] }>(`/classes/${id}/notices`, ['home', 'receipts'])
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = watchEntries(`c-${id}`, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void list.refresh(), calm)
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })
  const rank = (l: Line) => (l.pinned && l.state === 'published' ? 0 : l.state === 'scheduled' ? 1 : 2)
  const lines = computed(() => (list.data.value?.items ?? []).slice().sort((a, b) => rank(a) - rank(b) || b.at - a.at))
  return { lines, list }
}
