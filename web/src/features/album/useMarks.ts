import { computed, shallowReactive } from 'vue'
import type { AlbumPicture } from '../../api/schema'
import type { Child } from '../../api/types'
import { store } from '../../db'
import { marksOf } from './marks'

/** What this device knows of each child's pictures, from the last look into the albums. The feed asks the server for nothing more. */
const known = shallowReactive(new Map<string, readonly AlbumPicture[]>())

/** Where the albums keep a child's pictures on the device; the first page of them. */
export const picturesPath = (student: string) => `/children/${student}/pictures?limit=200`

/** The signs of my children on an album's pictures, and on how many each is, as far as this device knows. */
export function useMarks(children: () => readonly Child[], album: () => string) {
  for (const c of children()) {
    if (known.has(c.student)) continue
    known.set(c.student, [])
    void store().get<{ items: AlbumPicture[] }>(`get${picturesPath(c.student)}`).then((kept) => { if (kept) known.set(c.student, kept.items) })
  }
  const marks = computed(() => marksOf(known, children()))
  const counts = computed(() => children().map((c) => ({ name: c.name, n: (known.get(c.student) ?? []).filter((p) => p.album === album()).length })).filter((c) => c.n))
  return { marks, counts }
}
