import type { Role } from '../../api/types'
import type { Message, RoomView } from './types'

/** What can be done with a message. */
export type Deed = 'reply' | 'edit' | 'recall' | 'remove' | 'copy' | 'topic' | 'album' | 'history'

const editWithin = 15 * 60_000
const recallWithin = 24 * 3_600_000

interface Reader { person: string; role: Role | undefined; now: number; inThread: boolean }

/** What a reader may do with a message now. The server judges again; this only spares vain offers. */
export function deedsOf(entry: Message, room: Pick<RoomView, 'kind' | 'silent' | 'closed' | 'archived'>, reader: Reader): Deed[] {
  const mine = entry.by.id === reader.person
  const staff = reader.role === 'staff'
  const said = entry.body.state === 'said'
  const age = reader.now - entry.at
  const pictures = entry.body.files?.some((f) => f.kind === 'image' || f.kind === 'video')
  const speaks = !room.silent && !room.closed && !room.archived
  const all: [Deed, boolean][] = [
    ['reply', said && speaks && !reader.inThread],
    ['copy', said && !!entry.body.text],
    ['edit', said && mine && speaks && age < editWithin && !!entry.body.text],
    ['topic', said && room.kind === 'class' && speaks && !entry.parent && !entry.body.topic && (mine || staff)],
    ['album', said && staff && room.kind === 'class' && !!pictures],
    ['recall', said && mine && age < recallWithin],
    ['remove', said && staff && !mine],
    ['history', staff && (!said || entry.body.editedAt > 0)],
  ]
  return all.filter(([, may]) => may).map(([deed]) => deed)
}
