import type { Author, Role } from '../../api/types'
import { lang } from '../../i18n'
import { callOf, labelOf } from '../../lib/relation'
import { toneOf, type Tone } from '../../ui/tone'
import { t } from './t'
import type { Member, Room, RoomView } from './types'

/** How a room knows the author, in the reader's language: 李明妈妈, 王老师. */
export function sayer(by: Pick<Author, 'name' | 'label'> & { relation?: string }): string {
  if (lang.value === 'en' && by.relation && by.name) return labelOf(by.name, by.relation)
  return by.label || by.name
}

/** A name's own tone, the same everywhere; the name is always written too. */
export function toneFor(name: string): Tone {
  let sum = 0
  for (let i = 0; i < name.length; i++) sum += name.charCodeAt(i)
  return toneOf((sum % 3) + 1)
}

/** The title of a room as its reader knows it. */
export function titleOf(room: Pick<Room, 'kind' | 'className' | 'name'>): string {
  switch (room.kind) {
    case 'family': return t('room.family', { name: room.name ?? '' })
    case 'students': return t('room.students')
    case 'staff': return t('room.staff')
    case 'school': return room.name ?? t('room.school')
    default: return room.className
  }
}

/** What stands under the title in a list of rooms that are not of one class: 高一（3）班, or whom it is with. */
export function placeOf(room: Pick<Room, 'kind' | 'className'>): string {
  return room.kind === 'class' || room.kind === 'school' ? '' : room.className
}

const most = 4

/** Who can read a room, in one line under its title. */
export function readersOf(room: RoomView): string {
  const members = room.members ?? []
  switch (room.kind) {
    case 'class': return t('readers.class', { families: room.families ?? 0, staff: room.staff ?? 0 })
    case 'school': return t('readers.school')
    case 'family': return familyReaders(members)
    default: return members.slice(0, most).map((m) => m.label).join(t('and')) + (members.length > most ? t('readers.more', { n: members.length }) : '')
  }
}

function familyReaders(members: Member[]): string {
  const family = members.filter((m) => m.role !== 'staff')
  const staff = members.filter((m) => m.role === 'staff')
  const names = family.map((m) => (m.relation ? callOf(m.relation) : m.label)).concat(staff.slice(0, 1).map((m) => m.label))
  if (!names.length) return ''
  return staff.length > 1 ? `${names.join(t('and'))} · ${t('readers.staff', { n: staff.length })}` : names.join(t('and'))
}

/** What the empty field says: who will read. */
export function invitation(room: Pick<Room, 'kind' | 'name'>, role: Role | undefined): string {
  if (room.kind === 'family') return role === 'staff' ? t('to.family', { name: room.name ?? '' }) : t('to.staff')
  return t(`to.${room.kind}` as const)
}
