import type { AlbumAdded, AlbumCheck } from '../../api/schema'
import type { Attached } from '../../pictures'
import type { Level } from './api'

/** A caption and the children for one upload, by its file. */
export interface Words { caption: string; tags: string[] }

/** A new album as it is written; the files themselves are kept by the uploader. */
export interface Draft { title: string; day: string; words: Record<string, Words> }

const atOnce = 50

/** The pictures to send, in the order they were picked. */
export function addedOf(files: readonly Attached[], words: Readonly<Record<string, Words>>): AlbumAdded[] {
  return files.slice(0, atOnce).map((f) => {
    const own = words[f.id]
    return { file: f.id, caption: own?.caption.trim() || undefined, tags: own?.tags.length ? own.tags : undefined }
  })
}

/** Whose families keep pictures back, the strictest level first, and on how many pictures each child is. */
export function heldBy(check: AlbumCheck, pictures: readonly AlbumAdded[]): { student: string; name: string; level: Level; pictures: number }[] {
  return check.hidden
    .map((h) => ({ ...h, pictures: pictures.filter((p) => (p.tags ?? []).indexOf(h.student) >= 0).length }))
    .filter((h) => h.pictures)
    .sort((a, b) => Number(b.level === 'nobody') - Number(a.level === 'nobody') || b.pictures - a.pictures)
}

/** All children on any of the pictures. */
export function taggedIn(pictures: readonly AlbumAdded[]): string[] {
  return Array.from(new Set(pictures.reduce<string[]>((all, p) => all.concat(p.tags ?? []), [])))
}
