import { computed, onScopeDispose, watch } from 'vue'
import { useSnapshot } from '../../db/snapshot'
import { watchEntries } from '../../db/sync'
import type { Room } from './types'

const calm = 400

/** All rooms of the reader, moving with what is said in them. */
export function useRooms() {
  const list = useSnapshot<{ items: Room[] }>('/conversations', ['home', 'session'])
  const rooms = computed(() => list.data.value?.items ?? [])
  let stops: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void list.refresh(), calm)
  }
  watch(() => rooms.value.map((r) => r.id).join(), () => {
    stops.forEach((stop) => stop())
    stops = rooms.value.map((r) => watchEntries(r.id, soon))
  }, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    stops.forEach((stop) => stop())
  })
  const sorted = computed(() => sortRooms(rooms.value))
  return { list, rooms, sorted }
}

/** The rooms of many first, class by class in the server's order, the school's last; then families by who spoke last; families that never spoke stand apart. */
export function sortRooms(rooms: readonly Room[]): { shared: Room[]; families: Room[]; silent: Room[] } {
  const order: Room['kind'][] = ['class', 'students', 'staff', 'school', 'family']
  const classes = rooms.map((r) => r.class)
  const place = (r: Room) => (r.kind === 'school' ? rooms.length : classes.indexOf(r.class))
  const shared = rooms.filter((r) => r.kind !== 'family').sort((a, b) => place(a) - place(b) || order.indexOf(a.kind) - order.indexOf(b.kind))
  const families = rooms.filter((r) => r.kind === 'family')
  const spoken = families.filter((r) => r.last).sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0))
  return { shared, families: spoken, silent: families.filter((r) => !r.last) }
}
