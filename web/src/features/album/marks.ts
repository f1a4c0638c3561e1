import type { AlbumPicture } from '../../api/schema'
import type { Child } from '../../api/types'
import type { Mark } from '../../ui/PictureGrid.vue'
import { toneOf } from '../../ui/tone'

/** The sign of each of my children on the pictures that have it, by file. */
export type Marks = Record<string, Mark[]>

/** Sets my children's signs on their pictures. */
export function marksOf(pictures: ReadonlyMap<string, readonly AlbumPicture[]>, children: readonly Child[]): Marks {
  const marks: Marks = {}
  for (const c of children) {
    const mark = { student: c.student, name: c.name, given: c.given, tone: toneOf(c.tone) }
    for (const p of pictures.get(c.student) ?? []) marks[p.id] = (marks[p.id] ?? []).concat(mark)
  }
  return marks
}
