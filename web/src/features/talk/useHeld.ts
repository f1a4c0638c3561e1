import { onScopeDispose, shallowRef } from 'vue'
import { onNudge } from '../../api/live'
import { readHeld } from './api'
import type { Held } from './types'

/** Words of mine that wait for the morning in a room; only staff ever have some. */
export function useHeld(room: string, staff: boolean) {
  const items = shallowRef<Held[]>([])
  async function refresh() {
    if (staff) items.value = await readHeld(room).then((list) => list.items, () => items.value)
  }
  void refresh()
  onScopeDispose(onNudge('waiting', () => void refresh()))
  return { items, refresh }
}
