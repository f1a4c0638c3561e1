import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { api } from '../api/client'
import { onNudge } from '../api/live'
import { store } from '.'

/** A read that is shown from the device first and then from the server (`home`, `today`, a notice's receipts). */
export interface Snapshot<T> {
  data: ShallowRef<T | undefined>
  error: ShallowRef<unknown>
  loading: ShallowRef<boolean>
  refresh: () => Promise<void>
}

/** GETs `path` under the name it is kept by; read again on each of the `nudges` the server sends and when the page comes back. */
export function useSnapshot<T>(path: string, nudges: string[] = []): Snapshot<T> {
  const data = shallowRef<T>()
  const error = shallowRef<unknown>(null)
  const loading = shallowRef(true)
  const key = `get${path}`
  async function refresh() {
    try {
      data.value = await api.get<T>(path)
      error.value = null
      await store().set(key, data.value)
    } catch (e) {
      error.value = e
    } finally {
      loading.value = false
    }
  }
  void store().get<T>(key).then((kept) => { if (kept !== undefined && data.value === undefined) data.value = kept })
  void refresh()
  const stops = nudges.map((what) => onNudge(what, () => void refresh()))
  onScopeDispose(() => stops.forEach((stop) => stop()))
  return { data, error, loading, refresh }
}
