// A code is ten Crockford characters; people read O for 0 and I or L for 1, and old slips are smudged.

const length = 10

/** What was typed, as the server wants it: capital, without dashes and blanks, look-alikes mended. Full links keep their last part. */
export function readCode(typed: string): string {
  const last = typed.trim().split('/').pop() ?? ''
  return last
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '')
    .slice(0, length)
}

/** The code as it stands on the slip: XXXXX-XXXXX. */
export function showCode(code: string): string {
  return code.length > 5 ? `${code.slice(0, 5)}-${code.slice(5)}` : code
}

/** How many characters are still missing. */
export const missing = (code: string): number => length - code.length

/** The name on the join screens. A given name of one character alone is no way to call a child in Chinese: 明 → 明同学. */
export function nameOf(given: string, suffix: string): string {
  return Array.from(given).length === 1 && /[\u3400-\u9fff]/.test(given) ? given + suffix : given
}

/** Plain digits of a phone number, full-width ones too, without +86. */
export function phoneDigits(typed: string): string {
  const plain = typed.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replace(/\D/g, '')
  return plain.length > 11 ? plain.replace(/^(0086|86)/, '') : plain
}
