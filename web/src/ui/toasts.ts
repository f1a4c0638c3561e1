import { shallowReactive } from 'vue'
import { nextId } from './form'

/** One line above the tabs. `undo` is offered for `seconds`; `retry` stays until it is pressed or replaced. */
export interface Toast {
  id: string
  text: string
  tone: 'done' | 'failed'
  act?: { label: string; run: () => void }
  seconds: number
  counting: boolean
}

/** The toasts now on screen, oldest first; at most two. */
export const toasts = shallowReactive<Toast[]>([])

/** Shows a toast. With `undo`, the person has `seconds` (10 unless told) to take it back. */
export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'act' | 'seconds'>> & { counting?: boolean } = {}): () => void {
  const seconds = options.seconds ?? (options.act ? 10 : 4)
  const made: Toast = { id: nextId('toast'), text, tone: options.tone ?? 'done', act: options.act, seconds, counting: options.counting ?? false }
  toasts.push(made)
  while (toasts.length > 2) toasts.shift()
  return () => drop(made.id)
}

/** Takes a toast away before its time. */
export function drop(id: string): void {
  const at = toasts.findIndex((x) => x.id === id)
  if (at >= 0) toasts.splice(at, 1)
}
