import { onScopeDispose } from 'vue'

const hold = 450
const slip = 10

/**
 * Calls `run` when a finger rests on something, or a mouse asks for its menu. iPhones send no `contextmenu`, Android
 * sends it in the middle of the touch: either way `run` comes once.
 */
export function useLongPress(run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let x = 0
  let y = 0
  let done = false
  const cancel = () => clearTimeout(timer)
  const once = () => {
    cancel()
    if (!done) run()
    done = true
  }
  onScopeDispose(cancel)
  return {
    touchstart(event: TouchEvent) {
      const at = event.touches[0]
      cancel()
      if (!at || event.touches.length > 1) return
      x = at.clientX
      y = at.clientY
      done = false
      timer = setTimeout(once, hold)
    },
    touchmove(event: TouchEvent) {
      const at = event.touches[0]
      if (!at || Math.abs(at.clientX - x) > slip || Math.abs(at.clientY - y) > slip) cancel()
    },
    touchend: cancel,
    touchcancel: cancel,
    contextmenu(event: MouseEvent) {
      if ((event.target as HTMLElement).closest('a,button,input,textarea')) return
      event.preventDefault()
      if (!timer) done = false
      once()
      timer = undefined
      done = false
    },
  }
}
