// The service worker: keeps the shell so that the app opens without a network. It never keeps /api or
// anything of a person. A newer version waits until the page asks it to take over.
declare const __SHELL__: string[]
declare const __VERSION__: string

const worker = self as unknown as ServiceWorkerGlobalScope
const name = `magpie-${__VERSION__}`

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(__SHELL__)))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => worker.clients.claim()))
})

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate') {
    if (/^\/(api|calendar|live|old|healthz|metrics)\b/.test(url.pathname)) return
    event.respondWith(page(request))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(request))
  }
})

async function forgetOld(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((n) => n.startsWith('magpie-') && n !== name).map((n) => caches.delete(n)))
}

// The kept shell at once: it belongs together with the kept scripts, and the newer one comes with the next worker.
async function page(request: Request): Promise<Response> {
  const kept = await caches.match('/')
  return kept ?? fetch(request)
}

async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) {
    const cache = await caches.open(name)
    await cache.put(request, fresh.clone())
  }
  return fresh
}

export {}
