import { afterEach, describe, expect, it } from 'vitest'
import { lang } from '../../i18n'
import { invitation, readersOf, sayer, titleOf } from './names'
import type { Member, RoomView } from './types'

const room = (rest: Partial<RoomView>): RoomView => ({ id: 'f-1', kind: 'family', class: 'k', className: '高一（3）班', name: '李明', head: 0, unread: 0, archived: false, closed: false, silent: false, readSeq: 0, firstUnread: 0, members: [], families: 1, staff: 2, ...rest })
const one = (id: string, label: string, role: Member['role'], relation?: string): Member => ({ id, label, role, relation, standIn: false })
const family = [one('1', '李明妈妈', 'guardian', '母亲'), one('2', '李明爸爸', 'guardian', '父亲'), one('3', '王老师', 'staff'), one('4', '周老师', 'staff')]
afterEach(() => { lang.value = 'zh' })

describe('a room', () => {
  it('says who can read under its title', () => {
    expect(readersOf(room({ members: family }))).toBe('妈妈、爸爸、王老师 · 2 位老师可查')
    expect(readersOf(room({ members: family.slice(0, 3) }))).toBe('妈妈、爸爸、王老师')
    expect(readersOf(room({ kind: 'class', families: 45, staff: 3 }))).toBe('45 家和 3 位老师')
  })
  it('is called after whom it is for', () => {
    expect(titleOf(room({}))).toBe('李明一家')
    expect(titleOf(room({ kind: 'class' }))).toBe('高一（3）班')
    expect(titleOf(room({ kind: 'school', name: '第一中学' }))).toBe('第一中学')
  })
  it('says in the empty field who will read', () => {
    expect(invitation(room({}), 'guardian')).toBe('写给老师')
    expect(invitation(room({}), 'staff')).toBe('写给李明一家')
  })
})

it('names an author in the language of the reader', () => {
  const by = { id: 'p', name: '李明', label: '李明妈妈', relation: '母亲', role: 'guardian' as const }
  expect(sayer(by)).toBe('李明妈妈')
  lang.value = 'en'
  expect(sayer(by)).toBe("李明's mother")
})
