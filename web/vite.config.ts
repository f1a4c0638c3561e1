import { relative } from 'node:path'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// The floor is Chromium 64 and Safari 12: old phones inside WeChat. The target lowers
// syntax only; tsconfig's ES2018 library keeps newer methods out.
const floor = ['chrome64', 'safari12']
const server = process.env.MAGPIE_ADDR ?? 'http://127.0.0.1:8080'

/** The built page is app.html; dist/index.html stays the placeholder that is in git, so that a build leaves the tree clean. */
const appPage: Plugin = {
  name: 'app-page',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = bundle['index.html']
    if (page) page.fileName = 'app.html'
  },
}

/** Vite's manifest names only what was cut into a piece of its own; the screens that share one are named in a list beside it. */
const sharedScreens: Plugin = {
  name: 'shared-screens',
  generateBundle(_options, bundle) {
    const screens: Record<string, string> = {}
    for (const piece of Object.values(bundle)) {
      if (piece.type !== 'chunk' || piece.facadeModuleId) continue
      for (const id of piece.moduleIds) if (id.endsWith('Screen.vue')) screens[relative(import.meta.dirname, id)] = piece.fileName
    }
    this.emitFile({ type: 'asset', fileName: '.vite/screens.json', source: JSON.stringify(screens) })
  },
}

interface Links { importers: readonly string[]; isEntry: boolean }
type Graph = (id: string) => Links | null

/**
 * Every request is half a second on a slow line, so what screens share travels in few pieces: `base` is what the
 * entry and the sign-in page import, `kit` what the signed-in frame and the family's home add, `more` the rest of
 * ui. A room is one piece, beside what it lends to other rooms' screens; of a large one, what its screens share.
 */
function pieceOf(module: string, graph: Graph): string | null {
  const id = module.replace(/\?.*$/, '') // a component's script and style go where the component goes
  if (/src\/features\/login\/(?!routes)/.test(id)) return null
  if (/rolldown.runtime/.test(id) || leadsTo(id, graph, (by) => !!graph(by)?.isEntry || by.endsWith('/LoginScreen.vue'))) return 'base'
  if (leadsTo(id, graph, (by) => /src\/(signed\.ts|layouts\/Frame\.vue|features\/home\/HomeScreen\.vue)$/.test(by))) return 'kit'
  const shared = (by: string, where: string) => by.includes(`/src/${where}/`) && (graph(by)?.importers.length ?? 0) > 1
  if (leadsTo(id, graph, (by) => shared(by, 'ui') || shared(by, 'db') || shared(by, 'lib'))) return 'more'
  const room = /\/src\/features\/([^/]+)\//.exec(id)?.[1]
  if (!room || id.endsWith('.en.ts')) return null // English has pieces of its own
  if (leadsTo(id, graph, (by) => by.endsWith(`/src/features/${room}/parts.ts`))) return `room-${room}-parts`
  return !large.includes(room) || leadsTo(id, graph, (by) => shared(by, `features/${room}`)) ? `room-${room}` : null
}

/** Rooms whose screens are too much to travel together. */
const large = ['album', 'notice', 'talk']

/** Whether a module is, or is imported along some line by, one that `root` knows. */
function leadsTo(id: string, graph: Graph, root: (id: string) => boolean, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false
  seen.add(id)
  return root(id) || !!graph(id)?.importers.some((by) => leadsTo(by, graph, root, seen))
}

export default defineConfig({
  plugins: [vue(), appPage, sharedScreens],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  build: {
    target: floor,
    cssTarget: floor,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: true },
    reportCompressedSize: false,
    emptyOutDir: false,
    rolldownOptions: {
      output: {
        // Every screen's pieces are named on the first page: a hash says enough there.
        chunkFileNames: 'assets/[hash].js',
        assetFileNames: 'assets/[hash][extname]',
        codeSplitting: {
          groups: [/^base$/, /^kit$/, /^more$/, /^room-/].map((piece, i) => ({
            priority: 4 - i,
            name: (id, graph) => {
              const name = pieceOf(id, (x) => graph.getModuleInfo(x))
              return name && piece.test(name) ? name : null
            },
          })),
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/calendar/': server,
      '/live': { target: server, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
    css: true,
  },
})
