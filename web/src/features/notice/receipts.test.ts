import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ReceiptsPanel from './ReceiptsPanel.vue'
import { heard, seated, sumsOf, waitingOf } from './receipts'
import type { Receipt, Receipts, ReceiptState } from './types'

const now = 1_000_000

function child(name: string, state: ReceiptState, more: Partial<Receipt> = {}): Receipt {
  return {
    student: name, name, seat: 1, state, by: [], remindedAt: 0, canRemindAt: 0, number: '', at: 0, reopened: false, done: state === 'confirmed',
    reason: state === 'confirmed' ? undefined : { key: 'notice.reason.unopened', text: '还没打开' }, contacts: [], ...more,
  }
}

const receipts: Receipts = {
  total: 5, counts: { total: 5, confirmed: 1, read: 1, delivered: 0, silent: 3, answered: 1 }, openedAt: now - 60_000,
  ladder: [{ channel: 'app', count: 2 }],
  items: [
    child('余涛', 'silent', { seat: 5, contacts: [{ label: '余涛爸爸', phone: '13800000001' }] }),
    child('肖建国', 'silent', { seat: 4, canRemindAt: now + 600_000, remindedAt: now - 1 }),
    child('田甜', 'silent', { seat: 3, reason: { key: 'notice.reason.invited', text: '邀请还没用' } }),
    child('张子轩', 'read', { seat: 2, reason: { key: 'notice.reason.readOnly', text: '看过，还没确认' } }),
    child('李明', 'confirmed', { seat: 1 }),
  ],
}

describe('who has a notice', () => {
  it('is one count for number, planks and tiles', () => {
    const sums = sumsOf(receipts.counts)
    expect((sums.confirmed ?? 0) + (sums.read ?? 0) + (sums.delivered ?? 0) + (sums.none ?? 0)).toBe(receipts.total)
    expect(heard(receipts.counts)).toBe(2)
  })

  it('tells whom a reminder reaches now, whom later, and whom only a call', () => {
    const waiting = waitingOf(receipts, now)
    expect(waiting.ready.map((r) => r.name)).toEqual(['余涛', '张子轩'])
    expect(waiting.later.map((r) => r.name)).toEqual(['肖建国'])
    expect(waiting.away.map((r) => r.name)).toEqual(['田甜'])
  })

  it('is seated as the class sits', () => {
    expect(seated(receipts).map((r) => r.name)).toEqual(['李明', '张子轩', '田甜', '肖建国', '余涛'])
  })

  it('names the silent first, each with a reason and a number to call', () => {
    const panel = mount(ReceiptsPanel, { props: { receipts, now } })
    const rows = panel.findAll('.person')
    expect(rows[0].text()).toContain('余涛')
    expect(rows[0].text()).toContain('还没打开')
    expect(rows[0].find('a[href="tel:13800000001"]').exists()).toBe(true)
    expect(panel.text()).not.toContain('李明还没')
  })

  it('reminds those who can be reminded, and says why the rest cannot', async () => {
    const panel = mount(ReceiptsPanel, { props: { receipts, now } })
    const button = panel.find('.btn-primary')
    expect(button.text()).toBe('提醒这 2 家')
    await button.trigger('click')
    expect(panel.emitted('remind')).toEqual([[['余涛', '张子轩']]])
    expect(panel.text()).toContain('1 家刚提醒过')
    expect(panel.text()).toContain('1 家还没有加入')
  })

  it('shows one child in words when its tile is pressed', async () => {
    const panel = mount(ReceiptsPanel, { props: { receipts, now } })
    await panel.findAll('.seat')[4].trigger('click')
    expect(panel.find('.receipt-of').text()).toContain('余涛爸爸')
  })
})
