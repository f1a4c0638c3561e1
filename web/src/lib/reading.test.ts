import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { readingTime, useReading } from './reading'

type Look = (entries: Partial<IntersectionObserverEntry>[]) => void
let look: Look = () => {}
let visible: DocumentVisibilityState = 'visible'

class Eye {
  constructor(callback: Look) { look = callback }
  observe() {}
  disconnect() {}
}

function seen(ratio: number, height = 300): void {
  look([{
    isIntersecting: ratio > 0, intersectionRatio: ratio,
    intersectionRect: { height: height * ratio } as DOMRectReadOnly,
    rootBounds: { height: 800 } as DOMRectReadOnly,
  }])
}

function turn(state: DocumentVisibilityState): void {
  visible = state
  document.dispatchEvent(new Event('visibilitychange'))
}

function show(options: { characters?: number; open?: boolean } = {}) {
  const owed = ref(true)
  const done = vi.fn(() => { owed.value = false })
  const wrapper = mount(defineComponent({
    setup() {
      const card = ref<HTMLElement | null>(null)
      useReading({ characters: () => options.characters ?? 20, owed: () => owed.value, done }, options.open ? undefined : card)
      return () => h('article', { ref: card })
    },
  }))
  return { done, wrapper, owed }
}

describe('a notice counts as read', () => {
  beforeEach(() => {
    visible = 'visible'
    vi.useFakeTimers()
    vi.stubGlobal('IntersectionObserver', Eye)
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('after a time that grows with its length and ends at eight seconds', () => {
    expect([readingTime(0), readingTime(20), readingTime(5000)]).toEqual([1200, 2000, 8000])
  })

  it('only after it was on screen long enough', () => {
    const { done } = show()
    vi.advanceTimersByTime(9000)
    expect(done).not.toHaveBeenCalled()
    seen(0.7)
    vi.advanceTimersByTime(1999)
    expect(done).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(done).toHaveBeenCalledWith(2000)
  })

  it('not while most of it is below the edge', () => {
    const { done } = show()
    seen(0.5)
    vi.advanceTimersByTime(9000)
    expect(done).not.toHaveBeenCalled()
  })

  it('when it is taller than the screen and fills it', () => {
    const { done } = show()
    seen(0.4, 1600)
    vi.advanceTimersByTime(2000)
    expect(done).toHaveBeenCalledTimes(1)
  })

  it('with the time it was hidden left out', () => {
    const { done } = show()
    seen(1)
    vi.advanceTimersByTime(1500)
    turn('hidden')
    vi.advanceTimersByTime(60_000)
    expect(done).not.toHaveBeenCalled()
    turn('visible')
    vi.advanceTimersByTime(500)
    expect(done).toHaveBeenCalledWith(2000)
  })

  it('once, until a reading is owed again', async () => {
    const { done, owed, wrapper } = show()
    seen(1)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(done).toHaveBeenCalledTimes(1)
    owed.value = true
    await wrapper.vm.$nextTick()
    await vi.advanceTimersByTimeAsync(2000)
    expect(done).toHaveBeenCalledTimes(2)
  })

  it('as the whole screen when it is open', () => {
    const { done } = show({ open: true })
    vi.advanceTimersByTime(2000)
    expect(done).toHaveBeenCalledTimes(1)
  })

  it('never after the reader has left', () => {
    const { done, wrapper } = show({ open: true })
    vi.advanceTimersByTime(1000)
    wrapper.unmount()
    vi.advanceTimersByTime(9000)
    expect(done).not.toHaveBeenCalled()
  })
})
