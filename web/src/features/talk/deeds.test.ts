import { describe, expect, it } from 'vitest'
import { deedsOf } from './deeds'
import type { Message, MessageBody } from './types'

const now = 1_000_000_000
const minute = 60_000
const room = { kind: 'class' as const, silent: false, closed: false, archived: false }
const body: MessageBody = { text: '好的', files: [], mentions: [], replies: 0, lastReplyAt: 0, reactions: {}, topic: null, editedAt: 0, state: 'said', urgent: null, alarm: null }
const message = (ago: number, rest: Partial<MessageBody> = {}, by = 'me'): Message => ({
  conversation: 'c-1', seq: 1, rev: 1, kind: 'message', at: now - ago, by: { id: by, name: '', label: '', role: 'guardian' }, parent: 0, ref: '', body: { ...body, ...rest },
})
const guardian = { person: 'me', role: 'guardian' as const, now, inThread: false }
const staff = { ...guardian, role: 'staff' as const }

describe('what can be done with a message', () => {
  it('shrinks as one’s own words age: editing ends after 15 minutes, recalling after a day', () => {
    expect(deedsOf(message(minute), room, guardian)).toEqual(['reply', 'copy', 'edit', 'topic', 'recall'])
    expect(deedsOf(message(16 * minute), room, guardian)).toEqual(['reply', 'copy', 'topic', 'recall'])
    expect(deedsOf(message(25 * 60 * minute), room, guardian)).toEqual(['reply', 'copy', 'topic'])
  })
  it('lets staff remove what others said, review it, and make an album of pictures', () => {
    const files = [{ id: 'f', kind: 'image', name: '', mime: '', bytes: 1, width: 1, height: 1, seconds: 0, placeholder: '' }] as MessageBody['files']
    expect(deedsOf(message(minute, { files }, 'mother'), room, staff)).toEqual(['reply', 'copy', 'topic', 'album', 'remove'])
    expect(deedsOf(message(minute, { state: 'recalled', text: '' }, 'mother'), room, staff)).toEqual(['history'])
  })
  it('gives others’ words to a guardian only to answer and copy', () => {
    expect(deedsOf(message(minute, {}, 'mother'), room, guardian)).toEqual(['reply', 'copy'])
    expect(deedsOf(message(minute, { state: 'recalled', text: '' }, 'mother'), room, guardian)).toEqual([])
  })
  it('offers no answer where nobody may speak, nor within a thread', () => {
    expect(deedsOf(message(minute, {}, 'mother'), { ...room, closed: true }, guardian)).toEqual(['copy'])
    expect(deedsOf(message(minute, {}, 'mother'), room, { ...guardian, inThread: true })).toEqual(['copy'])
  })
})
