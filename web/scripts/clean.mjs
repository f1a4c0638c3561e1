// Empties dist but for the placeholder page that is in git.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
for (const name of readdirSync(dist)) if (name !== 'index.html') rmSync(join(dist, name), { recursive: true })
