import { computed, watch, type ComputedRef } from 'vue'
import { session } from '../session'
import { cancel, closeQueue, forget, openQueue, retry, take, uploads } from './queue'
import type { Attached, Upload } from './types'

export { kindOf } from './shrink'
export { lengthOf, sizeOf, weightOf } from './types'
export type { Attached, Size, StoredFile, Upload, UploadState } from './types'

/** The most files one composer holds. */
export const most = 50

/** The files of one composer. */
export interface Uploads {
  /** In the order they were picked; those that came from an earlier page are there too. */
  items: ComputedRef<Upload[]>
  /** What may be sent with a message now. */
  ready: ComputedRef<Attached[]>
  /** Whether any still travels. */
  busy: ComputedRef<boolean>
  /** Takes picked files in and returns how many were too many. */
  pick: (files: FileList | readonly File[]) => number
  cancel: (id: string) => void
  retry: (id: string) => void
  /** Empties the composer once the files have found their place: those with these ids, or all. */
  done: (ids?: readonly string[]) => void
}

/** Picks and sends files for a conversation. Two composers of one conversation (its chat, a new album) name their own `drawer`. */
export function useUploads(conversation: string, drawer = conversation): Uploads {
  const person = session.value.person?.id ?? ''
  void openQueue(person)
  const items = computed(() => uploads.filter((u) => u.drawer === drawer))
  return {
    items,
    ready: computed(() => items.value.reduce<Attached[]>((all, u) => (u.state === 'ready' && u.file ? all.concat(u.file) : all), [])),
    busy: computed(() => items.value.some((u) => u.state === 'picked' || u.state === 'shrinking' || u.state === 'sending' || u.state === 'working')),
    pick(files) {
      const chosen = Array.from(files as ArrayLike<File>)
      const room = Math.max(0, most - items.value.length)
      take(drawer, conversation, chosen.slice(0, room))
      return Math.max(0, chosen.length - room)
    },
    cancel, retry,
    done: (ids) => forget(ids ?? items.value.map((u) => u.id)),
  }
}

// Another person's files never stand in a composer on the same device.
watch(() => session.value.person?.id, (now, before) => { if (before && now !== before) closeQueue() })
