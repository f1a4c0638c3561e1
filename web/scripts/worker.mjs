// Builds the service worker with the list of files it keeps, and writes the route plan the Go server hints from.
import { readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { build } from 'vite'
import { english, needs, plan, readManifest } from './routes.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const manifest = readManifest(dist)
const routes = plan(root, manifest)
writeFileSync(join(dist, '.vite/routes.json'), JSON.stringify(routes))

// The shell and the screens that are read offline; other chunks are kept when they are first used.
const offline = ['/feed', '/today', '/notice/:id', '/me']
const { first, rest } = english(root, manifest)
const files = new Set()
for (const { js, css } of [
  needs(manifest, 'index.html'),
  needs(manifest, 'src/layouts/Outbox.vue'),
  needs(manifest, 'src/ui/icons.more.ts'),
  { js: [...first, ...rest], css: [] },
  ...routes.filter((r) => offline.includes(r.path)),
]) for (const file of [...js, ...css]) files.add(file)
const shell = ['/', ...[...files].map((f) => `/${f}`)]
const version = createHash('sha256').update(readFileSync(join(dist, 'app.html'))).update(shell.join()).digest('hex').slice(0, 12)

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define: { __SHELL__: JSON.stringify(shell), __VERSION__: JSON.stringify(version) },
  build: {
    target: ['chrome64', 'safari12'],
    emptyOutDir: false,
    outDir: dist,
    lib: { entry: join(root, 'src/sw/sw.ts'), formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
  },
})
