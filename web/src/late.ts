import { defineAsyncComponent, type Component } from 'vue'
import { also } from './i18n'

/** A part of another room that comes after a page's first words, with the words of its own room. */
export function late(room: string, load: () => Promise<{ default: Component }>): Component {
  return defineAsyncComponent(async () => {
    const [part] = await Promise.all([load(), also(room)])
    return part.default
  })
}
