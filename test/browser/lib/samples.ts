import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './server.ts'

/** The path of a sample that lies beside the repository; the story cannot be told without it. */
export function findSample(name: string): string {
  for (let at = dirname(root); ; at = dirname(at)) {
    const file = join(at, 'shared/samples', name)
    if (existsSync(file)) return file
    if (at === dirname(at)) throw new Error(`shared/samples/${name} is not beside the repository; this story needs it`)
  }
}
