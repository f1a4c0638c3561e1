import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'

/** How long a text must be in view to count as read, in ms. The server holds the same rule. */
export function readingTime(characters: number): number {
  return Math.min(1200 + 40 * characters, 8000)
}

export interface Reading {
  /** Length of everything the reader is shown. */
  characters: () => number
  /** Whether a reading is still owed; once false, the clock is back at nothing. */
  owed: () => boolean
  /** Called once for each completed reading, with the time the notice was in view. */
  done: (shownMs: number) => void
}

/** A card is in view when 60 % of it is, or when it covers 60 % of the screen. */
function inView(entry: IntersectionObserverEntry): boolean {
  if (!entry.isIntersecting) return false
  const screen = entry.rootBounds ? entry.rootBounds.height : window.innerHeight
  return entry.intersectionRatio >= 0.6 || entry.intersectionRect.height >= 0.6 * screen
}

/**
 * Counts the time a notice is really in view: enough of `card` on screen and the page visible.
 * Without `card` the notice is the screen. An engine without IntersectionObserver counts no cards,
 * so there a reading happens only when the notice is opened.
 */
export function useReading(reading: Reading, card?: Ref<HTMLElement | null | undefined>): void {
  let onScreen = !card
  let since = 0
  let shown = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let observer: IntersectionObserver | undefined

  function pause(): void {
    clearTimeout(timer)
    if (since) shown += Date.now() - since
    since = 0
  }

  function update(): void {
    pause()
    if (!reading.owed()) shown = 0
    else if (onScreen && document.visibilityState !== 'hidden') {
      since = Date.now()
      timer = setTimeout(finish, Math.max(0, readingTime(reading.characters()) - shown))
    }
  }

  function finish(): void {
    pause()
    const total = shown
    shown = 0
    reading.done(total)
  }

  function observe(): void {
    if (!card || !card.value || typeof IntersectionObserver !== 'function') return
    observer = new IntersectionObserver((entries) => {
      onScreen = inView(entries[entries.length - 1])
      update()
    }, { threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] })
    observer.observe(card.value)
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', update)
    observe()
    update()
  })
  watch(() => [reading.owed(), reading.characters()], update)
  onBeforeUnmount(() => {
    pause()
    observer?.disconnect()
    document.removeEventListener('visibilitychange', update)
  })
}
