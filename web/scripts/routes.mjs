// Reads the routes of all rooms from their sources and finds, in what Vite wrote down, the files each one needs.
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join, posix } from 'node:path'

const record = /path:\s*'([^']+)'[\s\S]*?import\('([^']+)'\)/g

/** Vite's manifest, with a row for each screen that shares a piece with others. */
export function readManifest(dist) {
  const read = (name) => JSON.parse(readFileSync(join(dist, '.vite', name), 'utf8'))
  const manifest = read('manifest.json')
  const pieces = Object.values(manifest)
  for (const [screen, file] of Object.entries(read('screens.json'))) manifest[screen] = pieces.find((piece) => piece.file === file)
  return manifest
}

/** All routes as { path, source }, source being the manifest's key of the screen. */
export function routes(root) {
  const rooms = join(root, 'src/features')
  const out = []
  for (const room of readdirSync(rooms).sort()) {
    const file = join(rooms, room, 'routes.ts')
    if (!existsSync(file)) continue
    const text = readFileSync(file, 'utf8')
    const found = Array.from(text.matchAll(record))
    const screens = text.split('import(').length - 1
    if (found.length !== screens) throw new Error(`${file}: ${screens} screens but ${found.length} readable routes`)
    for (const [, path, source] of found) out.push({ path, source: posix.join('src/features', room, source) })
  }
  return out
}

/** The scripts and styles of one manifest entry with all it imports at once. */
export function needs(manifest, source) {
  const js = new Set()
  const css = new Set()
  const seen = new Set()
  const walk = (key) => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.add(key)
    for (const next of chunk.imports ?? []) walk(next)
    js.add(chunk.file)
    for (const file of chunk.css ?? []) css.add(file)
  }
  walk(source)
  return { js: [...js], css: [...css] }
}

/** What each route loads besides the entry, and what an English reader needs there on top (`en`). */
export function plan(root, manifest) {
  const entry = needs(manifest, 'index.html')
  const { first, rest, rooms } = english(root, manifest)
  return routes(root).map(({ path, source }) => {
    if (!manifest[source]) throw new Error(`route ${path}: no chunk for ${source}`)
    const own = needs(manifest, source)
    const js = own.js.filter((f) => !entry.js.includes(f))
    const texts = rooms.includes(source.split('/')[2]) ? first : [...first, ...rest]
    return { path, js, css: own.css.filter((f) => !entry.css.includes(f)), en: texts.filter((f) => !entry.js.includes(f) && !js.includes(f)) }
  })
}

/** The scripts with English texts: the `first` hold those of the whole `rooms` named, the `rest` all others. */
export function english(root, manifest) {
  const source = 'src/i18n/en.first.ts'
  const rooms = /features\/\{([\w,]+)\}\/messages/.exec(readFileSync(join(root, source), 'utf8'))
  if (!rooms) throw new Error(`${source}: no rooms to read`)
  return { first: needs(manifest, source).js, rest: needs(manifest, 'src/i18n/en.rest.ts').js, rooms: rooms[1].split(',') }
}
