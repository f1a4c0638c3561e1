import { reactive } from 'vue'
import { speak, type Lang } from './i18n'
import type { Prefs } from './api/types'

const place = 'magpie.settings'

/** How this device shows things. The boot script in index.html reads the same place before the first paint. */
export const settings = reactive({
  lang: 'zh' as Lang,
  text: 'normal' as 'normal' | 'large',
  theme: 'auto' as 'auto' | 'light' | 'dark',
  elder: false,
})

/** Reads what this device remembers; without a choice the browser's language decides. */
export async function loadSettings(): Promise<void> {
  settings.lang = /^zh/i.test(navigator.language || 'zh') ? 'zh' : 'en'
  Object.assign(settings, remembered())
  show()
  await speak(settings.lang)
}

/** Changes a setting, shows it at once and remembers it on this device. */
export async function change(next: Prefs): Promise<void> {
  Object.assign(settings, next)
  try {
    localStorage.setItem(place, JSON.stringify(settings))
  } catch {
    // private mode: the choice lives until the page is closed
  }
  show()
  await speak(settings.lang)
}

/** Takes over what the server knows about the person, where this device has no choice of its own. */
export async function adopt(prefs: Prefs | undefined): Promise<void> {
  if (prefs && !remembered()) await change(prefs)
}

function remembered(): Prefs | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') as Prefs | null
  } catch {
    return null
  }
}

function show(): void {
  const root = document.documentElement
  const put = (name: string, value: string) => (value ? root.setAttribute(name, value) : root.removeAttribute(name))
  put('data-text', settings.text === 'large' ? 'large' : '')
  put('data-theme', settings.theme === 'auto' ? '' : settings.theme)
}
