import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { onNudge } from '../../api/live'
import { readHours } from './api'
import { quietEnds, wakeWord } from './hours'
import type { Hours } from './types'

/** How the hours stand in a room, looked at again when they may have turned. */
export function useHours(room: string) {
  const hours = shallowRef<Hours>()
  const now = ref(Date.now())
  async function refresh() {
    hours.value = await readHours(room).catch(() => hours.value)
    now.value = Date.now()
  }
  void refresh()
  const timer = setInterval(() => void refresh(), 60_000)
  const stop = onNudge('home', () => void refresh())
  onScopeDispose(() => { clearInterval(timer); stop() })
  const word = (at: number) => (at > now.value ? wakeWord(at, now.value) : '')
  /** When staff look again, '' while they may look now. */
  const staffWake = computed(() => word(hours.value?.staffSeesAt ?? 0))
  /** When my own quiet hours end, '' outside them. */
  const ownEnd = computed(() => word(quietEnds(hours.value?.quiet, now.value)))
  const people = computed(() => hours.value?.mentionable ?? [])
  return { hours, staffWake, ownEnd, people, refresh }
}
