import { shallowReactive } from 'vue'
import { reads } from '../../db/marks'
import type { Room } from './types'

// How far rooms were read on this page; the server's lists follow a moment later.
const upTo = shallowReactive(new Map<string, number>())

/** Notes that a room was read up to an entry, here at once and soon on the server. */
export function markSeen(room: string, seq: number): void {
  if (seq <= (upTo.get(room) ?? 0)) return
  upTo.set(room, seq)
  reads(room, seq)
}

/** How much of a room is still unread as this page knows it. */
export function unreadOf(room: Pick<Room, 'id' | 'unread' | 'last'>): number {
  return room.last && room.last.seq <= (upTo.get(room.id) ?? 0) ? 0 : room.unread
}
