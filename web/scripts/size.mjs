// The budget gate: bytes a cold visit costs, per route and language, and the weight of each lazy chunk. Fails the build when over.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { needs, plan, readManifest } from './routes.mjs'

const KB = 1024
const limits = { '/login': 60 * KB, '/feed': 75 * KB }
const chunkLimit = 40 * KB
const cssLimit = 10 * KB
const allLimit = 350 * KB
const requestLimit = 5

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const manifest = readManifest(dist)
const gz = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
const sum = (files) => files.reduce((n, f) => n + gz(f), 0)
const show = (n) => `${(n / KB).toFixed(1)} KB`.padStart(9)

const entry = needs(manifest, 'index.html')
const wrong = []
const all = plan(root, manifest)
console.log('route                       lang   total gz        js       css   requests')
for (const r of all) {
  const limit = limits[r.path]
  const css = [...entry.css, ...r.css]
  for (const lang of ['zh', 'en']) {
    const js = [...entry.js, ...r.js, ...(lang === 'en' ? r.en : [])]
    const total = gz('app.html') + sum(js) + sum(css)
    // The server writes the styles into the page, so they cost bytes but no request.
    const requests = 1 + js.length
    console.log(`${r.path.padEnd(26)}  ${lang}   ${show(total)} ${show(sum(js))} ${show(sum(css))}   ${requests}${limit ? `   limit ${show(limit).trim()}` : ''}`)
    if (limit && total > limit) wrong.push(`${r.path} weighs ${show(total).trim()} in ${lang}`)
    if (limit && requests > requestLimit) wrong.push(`${r.path} takes ${requests} code requests in ${lang}`)
  }
  if (limit && sum(css) > cssLimit) wrong.push(`${r.path} takes ${show(sum(css)).trim()} of CSS`)
}
for (const path of Object.keys(limits)) {
  if (!all.some((r) => r.path === path)) console.log(`${path.padEnd(26)} not built yet`)
}

const scripts = readdirSync(join(dist, 'assets')).filter((f) => f.endsWith('.js')).map((f) => `assets/${f}`)
for (const file of scripts) if (!entry.js.includes(file) && gz(file) > chunkLimit) wrong.push(`${file} weighs ${show(gz(file)).trim()}`)
const whole = sum(scripts) + (existsSync(join(dist, 'sw.js')) ? gz('sw.js') : 0)
console.log(`all scripts                ${show(whole)}`)
if (whole > allLimit) wrong.push(`all scripts weigh ${show(whole).trim()}`)

for (const line of wrong) console.error(`over budget: ${line}`)
process.exit(wrong.length ? 1 : 0)
