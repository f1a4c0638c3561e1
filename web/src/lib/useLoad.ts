import { onMounted, ref, shallowRef, type ShallowRef } from 'vue'

/** What a screen asked the server for: the answer, or why there is none, and a way to ask again. */
export interface Load<T> { data: ShallowRef<T | undefined>; error: ShallowRef<unknown>; refresh: () => Promise<void> }

/** Asks once the screen stands. Staff lists are never kept on the device: they hold families' numbers. */
export function useLoad<T>(ask: () => Promise<T>): Load<T> {
  const data = shallowRef<T>()
  const error = shallowRef<unknown>()
  const turn = ref(0)
  async function refresh(): Promise<void> {
    const mine = ++turn.value
    try {
      const answer = await ask()
      if (mine !== turn.value) return
      data.value = answer
      error.value = undefined
    } catch (e) {
      if (mine === turn.value) error.value = e
    }
  }
  onMounted(() => void refresh())
  return { data, error, refresh }
}
