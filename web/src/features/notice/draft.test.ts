import { describe, expect, it } from 'vitest'
import { blank, changed, draftOf, fieldsOf, untouched } from './draft'

describe('a notice being written', () => {
  it('sends neither empty checklist lines nor empty times', () => {
    const sent = fieldsOf({ ...blank(), title: ' 放假 ', checklist: ['', ' 棉被 ', '  '] })
    expect(sent).toMatchObject({ title: '放假', checklist: ['棉被'], dueAt: 0 })
    expect(sent.times).toBeUndefined()
  })

  it('sends the chosen children only when it is not for everyone', () => {
    expect(fieldsOf({ ...blank(), students: ['s1'] }).students).toBeUndefined()
    expect(fieldsOf({ ...blank(), everyone: false, students: ['s1'] }).students).toEqual(['s1'])
  })

  it('comes back as it was when it is opened for a correction', () => {
    const sheet = {
      ...blank(), type: 'holiday' as const, title: '学考放假', text: '三天', start: '2026-12-01T06:30', startWord: '清早',
      end: '2026-12-04T18:20', endWord: '前', checklist: ['棉被'], level: 'confirm' as const, due: '2026-11-30T20:00',
    }
    expect(draftOf(fieldsOf(sheet))).toEqual(sheet)
  })

  it('names what a correction changes, and nothing else', () => {
    const before = { ...blank(), title: '放假', checklist: ['棉被'] }
    expect(changed(before, { ...before, checklist: ['棉被'] })).toEqual([])
    expect(changed(before, { ...before, end: '2026-12-04T18:20', checklist: ['棉被', '体检表'] })).toEqual(['end', 'checklist'])
  })

  it('is untouched until something is typed', () => {
    expect(untouched({ ...blank(), type: 'holiday', pinned: true })).toBe(true)
    expect(untouched({ ...blank(), text: '明' })).toBe(false)
  })
})
