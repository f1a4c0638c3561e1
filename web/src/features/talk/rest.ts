import { t } from './t'
import type { RoomView } from './types'

/** Why nobody, or not this reader, may write in a room now; '' when they may. */
export function restOf(room: Pick<RoomView, 'kind' | 'archived' | 'closed' | 'silent'> | undefined): string {
  if (!room) return ''
  if (room.archived) return t('archived')
  if (room.closed) return t('closed')
  if (room.silent) return t(room.kind === 'school' ? 'silent.school' : 'silent.other')
  return ''
}
