import { onScopeDispose, ref, type Ref } from 'vue'

/** The time, moved on every `every` ms, for lengths and clocks on screen. */
export function useNow(every = 30_000): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, every)
  onScopeDispose(() => clearInterval(timer))
  return now
}
