const thin = ' '
const han = '\\u4e00-\\u9fff'
const before = new RegExp(`([${han}])([A-Za-z0-9])`, 'g')
const after = new RegExp(`([A-Za-z0-9%])([${han}])`, 'g')

/** Sets a thin space between Chinese and Latin or digits; dates (12月4日) stay closed. For display only, never for storage. */
export function airy(text: string): string {
  return text
    .replace(before, `$1${thin}$2`)
    .replace(after, (all: string, a: string, b: string) => ('年月日号'.indexOf(b) >= 0 ? all : a + thin + b))
    .replace(new RegExp(`([年月])${thin}(\\d)`, 'g'), '$1$2')
}
