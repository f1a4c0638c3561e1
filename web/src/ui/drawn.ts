import { shallowRef } from 'vue'
import { icons, type IconName } from './icons'

const known = shallowRef<Readonly<Partial<Record<IconName, string>>>>(icons)
let asked = false

/** Fetches the icons that the first screens do not need; those who wait for one are drawn again. */
export async function learnIcons(): Promise<void> {
  if (asked) return
  asked = true
  try {
    known.value = { ...icons, ...(await import('./icons.more')).default }
  } catch {
    asked = false // without a network they are asked for when the next one is drawn
  }
}

/** The path of an icon; empty for the moment until it is known. */
export function pathOf(name: IconName): string {
  const path = known.value[name]
  if (path === undefined) void learnIcons()
  return path ?? ''
}
