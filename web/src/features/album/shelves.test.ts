import { describe, expect, it } from 'vitest'
import type { AlbumCheck, AlbumPrint, AlbumPrinted } from '../../api/schema'
import type { Child } from '../../api/types'
import type { Picture, Shelf } from './api'
import { addedOf, heldBy, taggedIn } from './draft'
import { cut, sheetsOf } from './pages'
import { byDay, byFamily, dayOf, marksIn, merge, ownOf, today } from './shelves'
import { sharesOf } from './storage'

const at = (text: string) => new Date(text).getTime()
const picture = (id: string, part: Partial<Picture> = {}) => ({ id, picture: `p${id}`, album: 'a1', kind: 'image', at: 0, mine: [], caption: '', width: 4, height: 3, by: { id: 'g1', name: '', label: '', role: 'guardian' }, ...part }) as unknown as Picture
const shelf = (id: string, day: string, made = 0) => ({ id, day, at: made }) as Shelf
const liMing = { student: 's1', name: '李明', given: '明', tone: 1 } as Child
const liQing = { student: 's2', name: '李晴', given: '晴', tone: 2 } as Child

describe('albums', () => {
  it('of several classes stand in one list, the latest day first', () => {
    const list = merge([[shelf('a', '2026-09-29'), shelf('b', '2026-10-30', 1)], [shelf('c', '2026-10-30', 2)]])
    expect(list.map((s) => s.id)).toEqual(['c', 'b', 'a'])
  })
  it('carry each of my children’s sign on their pictures', () => {
    const marks = marksIn([picture('1', { mine: ['s1'] }), picture('2', { mine: ['s1', 's2'] }), picture('3')], [liMing, liQing])
    expect(marks['1']?.map((m) => m.name)).toEqual(['李明'])
    expect(marks['2']?.map((m) => m.name)).toEqual(['李明', '李晴'])
    expect(marks['3']).toBeUndefined()
  })
  it('can be looked through for one child', () => {
    const own = ownOf([picture('1', { album: 'b' }), picture('2', { album: 'a' }), picture('3', { album: 'b' })], [shelf('a', ''), shelf('b', ''), shelf('c', '')])
    expect(own.map((o) => [o.shelf.id, o.pictures.map((p) => p.id)])).toEqual([['a', ['2']], ['b', ['1', '3']]])
  })
  it('are cut into the days pictures came', () => {
    const groups = byDay([picture('1', { at: at('2026-10-30T10:00') }), picture('2', { at: at('2026-10-30T18:00') }), picture('3', { at: at('2026-11-01T08:00') })])
    expect(groups.map((g) => [g.from, g.items.length])).toEqual([[0, 2], [2, 1]])
  })
  it('name their day as people do', () => {
    expect(dayOf('2026-10-30', at('2026-11-22T12:00'))).toBe('10月30日 周五')
    expect(dayOf('nonsense')).toBe('')
    expect(today(at('2026-03-04T00:30'))).toBe('2026-03-04')
  })
})

it('gathers what one family sent in at one time', () => {
  const other = { id: 'g2', name: '', label: '', role: 'guardian' }
  const batches = byFamily([picture('1', { at: 0 }), picture('2', { at: 60_000 }), picture('3', { at: 70_000, by: other }), picture('4', { at: 3_600_000 })])
  expect(batches.map((b) => b.items.map((p) => p.id))).toEqual([['1', '2'], ['3'], ['4']])
})

describe('a new album', () => {
  const files = [picture('1'), picture('2')]
  const words = { 1: { caption: ' 起跑 ', tags: ['s1', 's2'] } }

  it('sends captions and names only where there are some', () => {
    expect(addedOf(files, words)).toEqual([{ file: '1', caption: '起跑', tags: ['s1', 's2'] }, { file: '2', caption: undefined, tags: undefined }])
    expect(taggedIn(addedOf(files, words))).toEqual(['s1', 's2'])
  })
  it('says which families will not see what, the strictest first', () => {
    const check: AlbumCheck = { families: 45, without: 44, hidden: [{ student: 's1', name: '李明', level: 'staff' }, { student: 's2', name: '李晴', level: 'nobody' }, { student: 's9', name: '余涛', level: 'nobody' }] }
    expect(heldBy(check, addedOf(files, words)).map((h) => [h.name, h.level, h.pictures])).toEqual([['李晴', 'nobody', 1], ['李明', 'staff', 1]])
  })
})

describe('the photo book', () => {
  const print = (part: Partial<AlbumPrint>) => ({ title: 't', className: 'c', pages: [], ...part }) as AlbumPrint
  const printed = (id: string, width = 4, height = 3) => ({ ...picture(id), width, height, title: '', day: '' }) as unknown as AlbumPrinted

  it('begins with a cover, the words, the own child, then everybody', () => {
    const sheets = sheetsOf(print({ words: '这一年', pages: [{ own: true, pictures: [printed('1', 3, 4)] }, { own: false, pictures: [printed('2'), printed('3')] }] }))
    expect(sheets.map((s) => s.kind)).toEqual(['cover', 'words', 'own', 'rest'])
    expect(sheets[0]).toMatchObject({ picture: { id: '2' } })
  })
  it('turns the page at a paragraph, and within a long one at a sentence', () => {
    expect(cut('一二三\n四五六', 5)).toEqual(['一二三', '四五六'])
    expect(cut('一二三。四五六七', 6)).toEqual(['一二三。', '四五六七'])
    expect(cut('', 5)).toEqual([])
  })
})

it('draws shares of the space from the left, the smallest still to be seen', () => {
  const shares = sharesOf([{ kind: 'video', bytes: 300, files: 1 }, { kind: 'image', bytes: 600, files: 9 }, { kind: 'file', bytes: 1, files: 1 }], 1000)
  expect(shares.map((s) => [s.kind, s.from, s.width])).toEqual([['image', 0, 60], ['video', 60, 30], ['file', 90, 1]])
})
