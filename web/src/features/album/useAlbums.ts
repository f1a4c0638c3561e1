import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Child } from '../../api/types'
import { useSnapshot } from '../../db/snapshot'
import { watchEntries } from '../../db/sync'
import { children, role, session } from '../../session'
import { album, type Page, type Picture, type Shelf } from './api'
import { marksOf, type Marks } from './marks'
import { merge } from './shelves'
import { picturesPath } from './useMarks'

/** The albums of all my classes, and my children's pictures among them. */
export interface Albums {
  shelves: ComputedRef<Shelf[]>
  marks: ComputedRef<Marks>
  /** My children's pictures, by child. */
  own: ComputedRef<ReadonlyMap<string, Picture[]>>
  loading: ComputedRef<boolean>
  error: ComputedRef<unknown>
  more: ComputedRef<boolean>
  busy: Ref<boolean>
  older: () => Promise<void>
  refresh: () => Promise<void>
}

const calm = 400

interface Row { cls: string; first: ReturnType<typeof useSnapshot<Page<Shelf>>>; rest: ShallowRef<Page<Shelf> | undefined> }

/** Shows what the device knows first, then what the server has, again when an album changes. */
export function useAlbums(): Albums {
  const mine = role.value === 'guardian' ? children.value : []
  const classes = Array.from(new Set(role.value === 'staff' ? (session.value.classes ?? []).map((c) => c.id) : mine.map((c) => c.class.id)))
  const rows: Row[] = classes.map((cls) => ({ cls, first: useSnapshot<Page<Shelf>>(`/classes/${cls}/albums?limit=20`), rest: shallowRef<Page<Shelf>>() }))
  const pictures = mine.map((c: Child) => ({ student: c.student, list: useSnapshot<Page<Picture>>(picturesPath(c.student)) }))
  const busy = ref(false)

  const nextOf = (r: Row) => (r.rest.value ? r.rest.value.next : r.first.data.value?.next)
  const own = computed(() => new Map(pictures.map((p) => [p.student, p.list.data.value?.items ?? []] as const)))
  const shelves = computed(() => merge(rows.map((r) => (r.first.data.value?.items ?? []).concat(r.rest.value?.items ?? []))))

  async function older() {
    busy.value = true
    await Promise.all(rows.filter(nextOf).map(async (r) => {
      const page = await album.shelves(r.cls, nextOf(r)).catch(() => undefined)
      if (page) r.rest.value = { items: (r.rest.value?.items ?? []).concat(page.items), next: page.next }
    }))
    busy.value = false
  }
  async function refresh() {
    rows.forEach((r) => { r.rest.value = undefined })
    await Promise.all([...rows.map((r) => r.first.refresh()), ...pictures.map((p) => p.list.refresh())])
  }
  follow(classes, () => void refresh())

  return {
    shelves, own, busy, older, refresh,
    marks: computed(() => marksOf(own.value, mine)),
    loading: computed(() => rows.some((r) => !r.first.data.value && r.first.loading.value)),
    error: computed(() => rows.map((r) => (r.first.data.value ? null : r.first.error.value)).find(Boolean) ?? null),
    more: computed(() => rows.some((r) => !!nextOf(r))),
  }
}

// An album's entry changes as pictures come; a burst of them is read once.
function follow(classes: readonly string[], run: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stops = classes.map((cls) => watchEntries(`c-${cls}`, (entries) => {
    if (!entries.some((e) => e.kind === 'album')) return
    clearTimeout(timer)
    timer = setTimeout(run, calm)
  }))
  onScopeDispose(() => {
    clearTimeout(timer)
    stops.forEach((stop) => stop())
  })
}
