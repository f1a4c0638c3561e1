import { onBeforeUnmount, onMounted } from 'vue'

/** Single keys that work while nothing is being typed and no dialog is open. */
export function useKeys(keys: Record<string, () => void>): void {
  const press = (event: KeyboardEvent) => {
    const on = event.target as HTMLElement
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName) || on.isContentEditable
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    const run = keys[event.key.toLowerCase()]
    if (!run) return
    event.preventDefault()
    run()
  }
  onMounted(() => document.addEventListener('keydown', press))
  onBeforeUnmount(() => document.removeEventListener('keydown', press))
}
