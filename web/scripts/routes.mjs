// Reads the routes of all rooms from their sources and finds, in Vite's manifest, the files each one needs.
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join, posix } from 'node:path'

const record = /path:\s*'([^']+)'[\s\S]*?import\('([^']+)'\)/g

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

/** What each route loads besides the entry. */
export function plan(root, manifest) {
  const entry = needs(manifest, 'index.html')
  return routes(root).map(({ path, source }) => {
    if (!manifest[source]) throw new Error(`route ${path}: no chunk for ${source}`)
    const own = needs(manifest, source)
    return { path, js: own.js.filter((f) => !entry.js.includes(f)), css: own.css.filter((f) => !entry.css.includes(f)) }
  })
}
