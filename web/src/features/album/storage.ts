import type { MediaShare } from '../../api/schema'

const kinds = ['image', 'video', 'audio', 'file'] as const

type Kind = (typeof kinds)[number]

/** The text that names a kind of file. */
export const kindKey = (kind: Kind) => `storage.${kind}` as const

/** Parts of the whole bar in percent, pictures first; what is there is never thinner than one percent. */
export function sharesOf(shares: readonly MediaShare[], limit: number): { kind: Kind; bytes: number; from: number; width: number }[] {
  const used = shares.reduce((n, s) => n + s.bytes, 0)
  const whole = Math.max(limit, used, 1)
  let from = 0
  return kinds.reduce<{ kind: Kind; bytes: number; from: number; width: number }[]>((out, kind) => {
    const bytes = shares.filter((s) => s.kind === kind).reduce((n, s) => n + s.bytes, 0)
    if (!bytes) return out
    const width = Math.max(1, (100 * bytes) / whole)
    out.push({ kind, bytes, from, width })
    from += width
    return out
  }, [])
}
