import { nextTick, onBeforeUnmount, reactive, ref, watch, type Ref } from 'vue'
import { store } from '.'

/** What was typed and not yet sent; it survives a closed page. */
export interface Draft<T> {
  value: T
  ready: Ref<boolean>
  /** Forgets it for good: the screen is left next. */
  clear: () => Promise<void>
  /** Empties it for the next words, which are kept again. */
  renew: () => Promise<void>
}

const often = 300 // milliseconds between two savings, however long somebody types without a pause

/** A draft kept under `name` (`notice/new/CLASS`), starting from `fresh`. Bind fields to `value`; call `clear` once it is sent. */
export function useDraft<T extends object>(name: string, fresh: () => T): Draft<T> {
  const key = `draft/${name}`
  const value = reactive(fresh()) as T
  const ready = ref(false)
  let timer = 0
  let last = 0
  let dirty = false
  const save = () => {
    clearTimeout(timer)
    timer = 0
    if (!dirty) return
    dirty = false
    last = Date.now()
    void store().set(key, value)
  }
  void store().get<T>(key).then((kept) => {
    if (kept && !dirty) Object.assign(value, kept)
    ready.value = true
  })
  const stop = watch(value, () => {
    if (!ready.value) return
    dirty = true
    timer = timer || window.setTimeout(save, Math.max(0, last + often - Date.now()))
  }, { deep: true })
  // A page is left by one of these; a phone that ends the app tells the second at most.
  addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', save)
  onBeforeUnmount(() => {
    save()
    stop()
    removeEventListener('pagehide', save)
    document.removeEventListener('visibilitychange', save)
  })
  async function renew() {
    Object.assign(value, fresh())
    await nextTick() // the watcher has noted the change by then
    dirty = false
    clearTimeout(timer)
    timer = 0
    await store().remove(key)
  }
  return {
    value, ready, renew,
    async clear() {
      stop()
      await renew()
    },
  }
}
