import { expect, it } from 'vitest'
import type { Room } from './types'
import { sortRooms } from './useRooms'

const room = (id: string, kind: Room['kind'], at = 0): Room => ({
  id, kind, class: 'k', className: kind === 'school' ? '' : '三班', head: 0, unread: 0, closed: false, silent: false,
  last: at ? { seq: 1, at, kind: 'message', text: '', by: { id: '', name: '', label: '', role: 'guardian' } } : undefined,
})

it('puts the rooms of many first, then families by who spoke last, and apart those that never did', () => {
  const sorted = sortRooms([room('f-old', 'family', 5), room('t', 'staff'), room('o', 'school'), room('f-none', 'family'), room('f-new', 'family', 9), room('c', 'class'), room('s', 'students')])
  expect(sorted.shared.map((r) => r.id)).toEqual(['c', 's', 't', 'o'])
  expect(sorted.families.map((r) => r.id)).toEqual(['f-new', 'f-old'])
  expect(sorted.silent.map((r) => r.id)).toEqual(['f-none'])
})
