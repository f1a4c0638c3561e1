import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const binary = process.env.MAGPIE_BINARY ?? join(root, 'bin/magpie')

/** A running program with a data directory of its own. */
export interface Server {
  url: string
  data: string
  /** The one-time link printed at the first start. */
  setup: string
  /** Entry links by role, for a demo server. */
  links: Record<string, string>
  kill(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const s = createServer()
    s.on('error', reject)
    s.listen(0, '127.0.0.1', () => {
      const address = s.address()
      s.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts the program and waits until it has said where it listens. */
function start(args: string[], said: RegExp): Promise<{ process: ChildProcess; output: string }> {
  return new Promise((resolve, reject) => {
    const process = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    process.stdout.on('data', (chunk) => {
      output += chunk
      if (said.test(output)) resolve({ process, output })
    })
    process.stderr.on('data', (chunk) => { errors += chunk })
    process.on('exit', (code) => reject(new Error(`magpie ended with ${code}: ${output}${errors}`)))
  })
}

function end(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) return resolve()
    process.on('exit', () => resolve())
    process.kill(signal)
  })
}

async function run(command: 'serve' | 'demo'): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'magpie-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [command, '--data', data, '--addr', `127.0.0.1:${port}`]
  if (command === 'demo') args.push('--json')
  const said = command === 'demo' ? /\n\}\s*$/ : /(setup#\S+)[\s\S]*\n\n/
  let { process, output } = await start(args, said)
  const server: Server = {
    url,
    data,
    setup: command === 'serve' ? (/http\S+setup#\S+/.exec(output)?.[0] ?? '') : '',
    links: command === 'demo' ? (JSON.parse(output).links as Record<string, string>) : {},
    kill: () => end(process, 'SIGKILL'),
    async restart() {
      ;({ process, output } = await start(['serve', '--data', data, '--addr', `127.0.0.1:${port}`], /listens on/))
    },
    async stop() {
      await end(process, 'SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
  return server
}

export const serve = () => run('serve')
export const demo = () => run('demo')
