import { defineAsyncComponent, type Component } from 'vue'
import { also } from './i18n'

/** Parts of another room that come after a page's first words, in one piece and with the words of their own room. */
export function late<P extends Record<string, Component>>(room: string, load: () => Promise<P>): (part: keyof P) => Component {
  return (part) => defineAsyncComponent(() => Promise.all([load(), also(room)]).then(([parts]) => parts[part]))
}
