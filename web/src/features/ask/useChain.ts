import { computed, ref, shallowRef } from 'vue'
import type { AskChain, AskPlace } from '../../api/schema'
import { wordsOf } from '../../api/errors'
import { useSnapshot } from '../../db/snapshot'
import { toast } from '../../ui/toasts'
import { readChain } from './api'

/** A chain, shown from the device first; a longer one is read on by hand. */
export function useChain(ask: string) {
  const { data, error, loading, refresh } = useSnapshot<AskChain>(`/asks/${ask}/chain?limit=200`, ['home', 'receipts'])
  const rest = shallowRef<AskPlace[]>([])
  const after = ref<string>()
  const busy = ref(false)
  const items = computed(() => {
    const first = data.value?.items ?? []
    const last = first.length ? (first[first.length - 1] as AskPlace).number : 0
    return first.concat(rest.value.filter((p) => p.number > last))
  })
  const next = computed(() => (after.value === undefined ? data.value?.next : after.value))

  async function further() {
    if (!next.value) return
    busy.value = true
    try {
      const page = await readChain(ask, next.value)
      rest.value = rest.value.concat(page.items)
      after.value = page.next ?? ''
    } catch (e) {
      toast(wordsOf(e).title, { tone: 'failed' })
    } finally {
      busy.value = false
    }
  }
  return { data, error, loading, refresh, items, busy, further, more: computed(() => !!next.value) }
}
