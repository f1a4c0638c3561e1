import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AskItem } from '../../cards'
import { session } from '../../session'
import ElderHome from './ElderHome.vue'

const child = {
  student: 's1', name: '李明', given: '明', class: { id: 'c', name: '高一（3）班' }, conversation: 'c-c', family: 'f-s1',
  relation: '爷爷', label: '李明爷爷', standIn: true, tone: 1 as const,
}

function ask(id: string, title: string): AskItem {
  return {
    ask: id, version: 1, level: 'confirm', need: 'any', dueAt: 0, student: 's1', name: '李明', given: '明', notice: `n${id}`, type: 'general', title,
    author: '王老师', state: 'none', reopened: false, remindedAt: 0, at: 1, minMs: 2000, conversation: 'c-c', seq: 1,
  }
}

const show = () => mount(ElderHome, { props: { asks: [ask('1', '带棉被'), ask('2', '家长会')], bodies: new Map(), ready: true } })

describe('elder mode', () => {
  beforeEach(() => { session.value = { known: true, setup: false, children: [child] } })

  it('shows one card at a time, with who speaks and for which child', () => {
    const screen = show()
    expect(screen.findAll('h1').map((h) => h.text())).toEqual(['带棉被'])
    expect(screen.text()).toContain('王老师说')
    expect(screen.text()).toContain('李明')
  })

  it('takes one tap as the answer and goes on to a calm end', async () => {
    const screen = show()
    await screen.find('.elder-ok').trigger('click')
    expect(screen.find('h1').text()).toBe('家长会')
    await screen.find('.elder-ok').trigger('click')
    expect(screen.emitted('answer')?.map(([a]) => (a as AskItem).ask)).toEqual(['1', '2'])
    expect(screen.text()).toContain('都知道了')
  })

  it('offers to read aloud only where the phone can', () => {
    expect(show().find('.elder-read').exists()).toBe(false)
    vi.stubGlobal('speechSynthesis', { cancel: vi.fn(), speak: vi.fn() })
    vi.stubGlobal('SpeechSynthesisUtterance', class {})
    expect(show().find('.elder-read').exists()).toBe(true)
    vi.unstubAllGlobals()
  })
})
