/** A random version-4 UUID, for idempotency keys; works without crypto.randomUUID, which needs newer engines and https. */
export function uuid(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = ((b[6] as number) & 0x0f) | 0x40
  b[8] = ((b[8] as number) & 0x3f) | 0x80
  let out = ''
  b.forEach((x, i) => { out += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + (x < 16 ? '0' : '') + x.toString(16) })
  return out
}
