import { onScopeDispose, watch, type Ref } from 'vue'

/** The sizes a book may be printed in. */
export type Paper = 'a4' | 'a5'

/**
 * Sets the size of the printer's sheets while a screen stands. Pages with names of their own would say it in the style
 * sheet alone, but older engines do not know them and newer ones lay out the first page before they learn the name.
 */
export function usePaper(paper: Ref<Paper>): void {
  let undo = () => {}
  const set = (size: Paper) => {
    undo()
    undo = addRule(`@page{size:${size.toUpperCase()};margin:0}`)
  }
  watch(paper, set, { immediate: true })
  onScopeDispose(() => undo())
}

/** Adds a rule after all others and returns how to take it away; nothing where no sheet may be changed. */
function addRule(text: string): () => void {
  for (const sheet of Array.from(document.styleSheets).reverse()) {
    try {
      const rule = sheet.cssRules[sheet.insertRule(text, sheet.cssRules.length)]
      return () => {
        const at = Array.from(sheet.cssRules).indexOf(rule as CSSRule)
        if (at >= 0) sheet.deleteRule(at)
      }
    } catch {
      // a sheet of another origin, or an engine that takes no page rules from here
    }
  }
  return () => {}
}
