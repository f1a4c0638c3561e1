const reachable = 'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex="0"]'

/** Keeps the keyboard inside `box` until the returned function is called; Escape calls `leave`. For engines without <dialog>. */
export function keepFocus(box: HTMLElement, leave: () => void): () => void {
  const before = document.activeElement as HTMLElement | null
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave()
    if (event.key !== 'Tab') return
    const items = Array.from(box.querySelectorAll<HTMLElement>(reachable))
    const first = items[0]
    const last = items[items.length - 1]
    if (!first || !last) return
    const at = document.activeElement
    if (event.shiftKey && at === first) { last.focus(); event.preventDefault() }
    if (!event.shiftKey && (at === last || !box.contains(at))) { first.focus(); event.preventDefault() }
  }
  document.addEventListener('keydown', onKey)
  box.querySelector<HTMLElement>(reachable)?.focus()
  return () => {
    document.removeEventListener('keydown', onKey)
    before?.focus()
  }
}
