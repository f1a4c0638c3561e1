import type { Child } from '../../api/types'
import { day, daysAway } from '../../lib/time'
import type { Picture, Shelf } from './api'
import { marksOf, type Marks } from './marks'

/** The signs on the pictures of one album, which name my children themselves. */
export function marksIn(items: readonly Picture[], children: readonly Child[]): Marks {
  const of = new Map(children.map((c) => [c.student, items.filter((p) => p.mine.indexOf(c.student) >= 0)] as const))
  return marksOf(of, children)
}

/** Albums of several classes in one list: the latest day first. */
export function merge(lists: readonly (readonly Shelf[])[]): Shelf[] {
  return lists.reduce<Shelf[]>((all, list) => all.concat(list), []).sort((a, b) => (a.day === b.day ? b.at - a.at : a.day < b.day ? 1 : -1))
}

/** One album with the pictures of one child in it. */
export interface Own { shelf: Shelf; pictures: Picture[] }

/** The child's pictures by album, in the order of the albums. Pictures of an album that is not in the list stand last. */
export function ownOf(pictures: readonly Picture[], shelves: readonly Shelf[]): Own[] {
  const by = new Map<string, Picture[]>()
  for (const p of pictures) by.set(p.album, (by.get(p.album) ?? []).concat(p))
  return shelves.filter((s) => by.has(s.id)).map((shelf) => ({ shelf, pictures: by.get(shelf.id) ?? [] }))
}

/** 10月30日 周五 of a day as it is sent, YYYY-MM-DD. */
export function dayOf(text: string, now = Date.now()): string {
  const [y, m, d] = text.split('-').map(Number)
  return y && m && d ? day(new Date(y, m - 1, d).getTime(), now) : ''
}

/** Today as YYYY-MM-DD, in the zone of this device. */
export function today(now = Date.now()): string {
  const d = new Date(now)
  const two = (n: number) => (n < 10 ? `0${n}` : String(n))
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`
}

/** Cuts an album's pictures into the days they were added on; `from` is where the first one stands in the album. */
export function byDay(items: readonly Picture[]): { at: number; from: number; items: Picture[] }[] {
  const out: { at: number; from: number; items: Picture[] }[] = []
  items.forEach((p, i) => {
    const last = out[out.length - 1]
    if (last && daysAway(last.at, p.at) === 0) last.items.push(p)
    else out.push({ at: p.at, from: i, items: [p] })
  })
  return out
}

/** What one family sent in at one time, which staff decide on together. */
export interface Batch { key: string; by: Picture['by']; at: number; items: Picture[] }

const together = 10 * 60_000

/** Cuts what waits into batches: the same person, the same album, within ten minutes. */
export function byFamily(items: readonly Picture[]): Batch[] {
  const out: Batch[] = []
  for (const p of items) {
    const batch = out.find((b) => b.by.id === p.by.id && b.items[0]?.album === p.album && p.at - b.at <= together)
    if (batch) batch.items.push(p)
    else out.push({ key: p.picture, by: p.by, at: p.at, items: [p] })
  }
  return out
}
