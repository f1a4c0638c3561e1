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

const calm = 400

/** A draft kept under `name` (`notice/new/CLASS`), starting from `fresh`. Bind fields to `value`; call `clear` once it is sent. */
export function useDraft<T extends object>(name: string, fresh: () => T): Draft<T> {
  const key = `draft/${name}`
  const value = reactive(fresh()) as T
  const ready = ref(false)
  let timer = 0
  let dirty = false
  const save = () => {
    clearTimeout(timer)
    if (dirty) void store().set(key, value)
    dirty = false
  }
  void store().get<T>(key).then((kept) => {
    if (kept && !dirty) Object.assign(value, kept)
    ready.value = true
  })
  const stop = watch(value, () => {
    if (!ready.value) return
    dirty = true
    clearTimeout(timer)
    timer = window.setTimeout(save, calm)
  }, { deep: true })
  addEventListener('pagehide', save)
  onBeforeUnmount(() => { save(); stop(); removeEventListener('pagehide', save) })
  async function renew() {
    Object.assign(value, fresh())
    await nextTick() // the watcher has noted the change by then
    dirty = false
    clearTimeout(timer)
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
