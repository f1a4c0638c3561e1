import { shallowRef } from 'vue'
import { canWork } from '../lib/platform'

/** True when a newer version lies ready; it is put on only after the person says so. */
export const updateReady = shallowRef(false)

let waiting: ServiceWorker | null = null

/** Registers the worker where the frame allows it and watches for newer versions. */
export function watchForUpdate(): void {
  if (!canWork() || import.meta.env.DEV) return
  addEventListener('load', () => void register())
  if (document.readyState === 'complete') void register()
}

async function register(): Promise<void> {
  try {
    const all = await navigator.serviceWorker.register(address())
    if (all.waiting && navigator.serviceWorker.controller) offer(all.waiting)
    all.addEventListener('updatefound', () => {
      const fresh = all.installing
      fresh?.addEventListener('statechange', () => {
        if (fresh.state === 'installed' && navigator.serviceWorker.controller) offer(fresh)
      })
    })
  } catch {
    // frames that announce workers and then refuse them work as well without
  }
}

function offer(worker: ServiceWorker): void {
  waiting = worker
  updateReady.value = true
}

/** Puts the new version on and loads the page again. */
export function useUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting?.postMessage('take-over')
}

interface Policies { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown } }

// Trusted Types want worker addresses made by a named policy.
function address(): string {
  const types = (window as unknown as { trustedTypes?: Policies }).trustedTypes
  if (!types) return '/sw.js'
  return types.createPolicy('magpie', { createScriptURL: (url) => url }).createScriptURL('/sw.js') as string
}
