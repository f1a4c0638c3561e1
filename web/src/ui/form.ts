import type { InjectionKey, Ref } from 'vue'

/** The errors of the form around, by JSON pointer (`/title`); provided by `Form`. */
export const formErrors: InjectionKey<Ref<Record<string, string>>> = Symbol('form errors')

let last = 0

/** An id that is unique on the page, for labels and descriptions. */
export function nextId(prefix: string): string {
  last += 1
  return `${prefix}-${last}`
}
