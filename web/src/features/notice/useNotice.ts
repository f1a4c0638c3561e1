import { computed, onScopeDispose, watch } from 'vue'
import { useSnapshot, type Snapshot } from '../../db/snapshot'
import { watchEntries } from '../../db/sync'
import type { NoticeView } from '../../api/schema'
import { whole, type Receipts } from './types'

const calm = 400

/** Runs `run` soon after an entry of a conversation changes; a burst of changes runs it once. */
export function onChange(conversation: () => string | undefined, run: () => void): void {
  let stop = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(conversation, (id) => {
    stop()
    stop = id ? watchEntries(id, () => {
      clearTimeout(timer)
      timer = setTimeout(run, calm)
    }) : () => {}
  }, { immediate: true })
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })
}

/** One notice, kept fresh while its conversation moves. */
export function useNotice(id: string) {
  const { data, error, loading, refresh } = useSnapshot<NoticeView>(`/notices/${id}`, ['home'])
  const notice = computed(() => (data.value ? whole(data.value) : undefined))
  onChange(() => notice.value?.place?.conversation, () => void refresh())
  return { data: notice, error, loading, refresh }
}

/** Who has a notice. Answers change nothing that families share, so the server nudges staff by `receipts`. */
export function useReceipts(id: string, conversation: () => string | undefined): Snapshot<Receipts> {
  const receipts = useSnapshot<Receipts>(`/notices/${id}/receipts`, ['receipts', 'home'])
  onChange(conversation, () => void receipts.refresh())
  return receipts
}
