import { computed, onScopeDispose, ref, watch } from 'vue'
import { onNudge } from '../../api/live'
import { useLoad } from '../../lib/useLoad'
import { useNow } from '../../lib/useNow'
import { readBoard } from './api'
import { groupsOf, ofClass } from './board'
import type { Board } from './types'

const calm = 150

/** The board of a round, moving with every report; `heard` is when it was last true, `chosen` narrows it to one class. */
export function useBoard(id: string) {
  const { data, error, refresh } = useLoad(() => readBoard(id))
  const now = useNow(15_000)
  const heard = ref(0)
  const chosen = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(data, () => { heard.value = Date.now() })
  // A busload of reports is one look at the board.
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), calm)
  }
  const stops = ['round', 'home'].map((what) => onNudge(what, soon))
  onScopeDispose(() => {
    clearTimeout(timer)
    stops.forEach((stop) => stop())
  })
  const groups = computed(() => groupsOf(data.value ? ofClass(data.value, chosen.value) : []))
  const take = (board: Board) => { data.value = board }
  return { data, error, refresh, now, heard, chosen, groups, take }
}
