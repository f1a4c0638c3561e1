import type { Mention } from './types'

/** A stretch of text; `hit` stands out. */
export interface Piece { text: string; hit: boolean }

/** Cuts a text at the names that are addressed in it (@王老师). */
export function piecesOf(text: string, mentions: readonly Pick<Mention, 'label'>[]): Piece[] {
  const names = mentions.map((m) => `@${m.label}`).filter((n) => n.length > 1).sort((a, b) => b.length - a.length)
  const out: Piece[] = []
  let rest = text
  while (rest) {
    const at = nearest(rest, names)
    if (!at) return out.concat({ text: rest, hit: false })
    if (at.from) out.push({ text: rest.slice(0, at.from), hit: false })
    out.push({ text: at.name, hit: true })
    rest = rest.slice(at.from + at.name.length)
  }
  return out
}

function nearest(text: string, names: readonly string[]): { from: number; name: string } | undefined {
  let found: { from: number; name: string } | undefined
  for (const name of names) {
    const from = text.indexOf(name)
    if (from >= 0 && (!found || from < found.from)) found = { from, name }
  }
  return found
}

/** Only those are still addressed whose name still stands in the text. */
export function stillNamed<M extends Pick<Mention, 'label'>>(text: string, mentions: readonly M[]): M[] {
  return mentions.filter((m) => text.indexOf(`@${m.label}`) >= 0)
}

/** Puts a name where the writer is, with a space behind it. */
export function withName(text: string, at: number, label: string): { text: string; at: number } {
  const before = text.slice(0, at).replace(/@$/, '')
  const name = `@${label} `
  return { text: before + name + text.slice(at), at: before.length + name.length }
}

/** The bars of a drawn wave, 0.15 to 1; the same file always looks the same. */
export function waveOf(id: string, bars: number): number[] {
  let seed = 7
  for (let i = 0; i < id.length; i++) seed = (seed * 31 + id.charCodeAt(i)) % 2147483647
  return Array.from({ length: bars }, (_, i) => {
    seed = (seed * 48271) % 2147483647
    const swell = Math.sin((Math.PI * (i + 1)) / (bars + 1))
    return Math.round((0.15 + 0.85 * (seed / 2147483647) * (0.45 + 0.55 * swell)) * 100) / 100
  })
}
