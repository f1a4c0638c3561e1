import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether there is room for list and detail side by side. */
export function useWide(): Ref<boolean> {
  const query = window.matchMedia('(min-width:1024px)')
  const wide = ref(query.matches)
  const follow = () => { wide.value = query.matches }
  query.addListener(follow) // Safari 12 knows no addEventListener here
  onScopeDispose(() => query.removeListener(follow))
  return wide
}
