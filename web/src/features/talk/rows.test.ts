import { describe, expect, it } from 'vitest'
import type { Entry } from '../../api/types'
import { rowAt, rowsOf, type Row } from './rows'

const noon = new Date(2026, 10, 27, 12).getTime()
const minute = 60_000
const say = (seq: number, minutes: number, who = 'a', rest: Partial<Entry> = {}): Entry => ({
  conversation: 'c-1', seq, rev: seq, kind: 'message', at: noon + minutes * minute, by: { id: who, name: '', label: who, role: 'guardian' }, parent: 0, ref: '', body: {}, ...rest,
})
const view = { me: 'me', firstUnread: 0, start: false }
const draw = (rows: Row[]) => rows.map((r) => (r.kind === 'entry' ? `${r.entry.seq}${r.mine ? '>' : ''}${r.first ? '[' : ''}${r.last ? ']' : ''}` : r.kind)).join(' ')

describe('the rows of a room', () => {
  it('gather what one person says in a row and part it where the talk paused', () => {
    expect(draw(rowsOf([say(1, 0), say(2, 1), say(3, 2, 'me'), say(4, 40, 'me')], view))).toBe('time 1[ 2] 3>[] time 4>[]')
  })
  it('part the days even when little time passed', () => {
    const late = 11 * 60 + 55
    expect(draw(rowsOf([say(1, late), say(2, late + 10)], view))).toBe('time 1[] time 2[]')
  })
  it('leave replies in their threads', () => {
    expect(draw(rowsOf([say(1, 0), say(2, 1, 'b', { parent: 1 }), say(3, 2)], view))).toBe('time 1[ 3]')
  })
  it('mark the first unread, but not above the very first word', () => {
    expect(draw(rowsOf([say(1, 0), say(2, 1), say(5, 2)], { ...view, firstUnread: 2 }))).toBe('time 1[ unread 2[ 5]')
    expect(draw(rowsOf([say(1, 0), say(2, 1)], { ...view, firstUnread: 1, start: true }))).toBe('start time 1[ 2]')
  })
  it('find where to begin: at the mark above the entry', () => {
    const rows = rowsOf([say(1, 0), say(2, 1), say(5, 60)], { ...view, firstUnread: 2 })
    expect(rows[rowAt(rows, 2)]?.kind).toBe('unread')
    expect(rows[rowAt(rows, 4)]?.kind).toBe('time')
    expect(rowAt(rows, 9)).toBe(-1)
  })
})
