import { describe, expect, it } from 'vitest'
import tokens from './tokens.css?raw'

/** The custom properties of one theme; dark overrides light. */
function theme(dark: boolean): Record<string, string> {
  const out: Record<string, string> = {}
  const block = (start: string) => tokens.slice(tokens.indexOf(start), tokens.indexOf('}', tokens.indexOf(start)))
  for (const part of [block('\n:root{'), dark ? block(':root[data-theme="dark"]{') : '']) {
    part.replace(/--([\w-]+):(#[0-9a-f]{6})/g, (_, name: string, colour: string) => (out[name] = colour))
  }
  return out
}

function light(hex: string): number {
  const part = (i: number) => {
    const c = parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

function contrast(a: string, b: string): number {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const words = [
  'ink/page', 'ink/card', 'ink/sunk', 'ink-2/card', 'ink-2/page', 'muted/card', 'muted/page', 'muted/sunk', 'teal/card', 'teal/page',
  'teal/teal-wash', 'on-teal/teal', 'on-teal/teal-press', 'ink/teal-wash', 'ink-2/teal-wash', 'on-ink/ink', 'gold/gold-wash', 'gold/card', 'ink/gold-wash',
  'amber/amber-wash', 'amber/card', 'amber/page', 'ink/amber-wash', 'danger/card', 'danger/page', 'danger/danger-wash', 'rose/card', 'rose/page',
  'rose/rose-wash', 'k-notice/card', 'k-notice/page', 'k-album/card', 'k-article/card', 'k-chain/card', 'child-1/child-1-wash',
  'child-2/child-2-wash', 'child-3/child-3-wash', 'toast-act/toast', 'on-toast/toast',
]
const marks = ['teal/card', 'teal/page', 'teal-mid/card', 'amber-mark/card', 'amber-mark/amber-wash', 'control/card', 'control/page']

describe.each([['light', false], ['dark', true]] as const)('colours in %s', (_name, dark) => {
  const colours = theme(dark)
  const of = (pair: string) => {
    const [front, back] = pair.split('/') as [string, string]
    return contrast(colours[front] as string, colours[back] as string)
  }
  it.each(words)('%s can be read', (pair) => expect(of(pair)).toBeGreaterThanOrEqual(4.5))
  it.each(marks)('%s can be seen', (pair) => expect(of(pair)).toBeGreaterThanOrEqual(3))
})
