import type { AlbumPrint, AlbumPrinted } from '../../api/schema'

/** One page of a printed book. */
export type Sheet =
  | { kind: 'cover'; picture?: AlbumPrinted }
  | { kind: 'words'; text: string }
  | { kind: 'own' | 'rest'; pictures: AlbumPrinted[] }

const wordsOnPage = 700
const onPage = 3

/** A book page by page: the cover, the class's words, the family's own child, everybody. */
export function sheetsOf(book: AlbumPrint): Sheet[] {
  const all = book.pages.reduce<AlbumPrinted[]>((list, p) => list.concat(p.pictures), [])
  const lying = all.find((p) => p.kind === 'image' && p.width >= p.height)
  const cover: Sheet = { kind: 'cover', picture: lying ?? all[0] }
  const words = cut(book.words ?? '', wordsOnPage).map((text) => ({ kind: 'words' as const, text }))
  const own = book.pages.filter((p) => p.own).map((p) => ({ kind: 'own' as const, pictures: p.pictures }))
  const others = book.pages.filter((p) => !p.own).reduce<AlbumPrinted[]>((list, p) => list.concat(p.pictures), [])
  return [cover, ...words, ...own, ...threes(others)]
}

/** Three to a page, one large and two small: most pictures lie, and so the least is cut off them. */
function threes(pictures: readonly AlbumPrinted[]): Sheet[] {
  const out: Sheet[] = []
  for (let i = 0; i < pictures.length; i += onPage) out.push({ kind: 'rest', pictures: pictures.slice(i, i + onPage) })
  return out
}

/** Cuts a text into pages at its paragraphs; a paragraph longer than a page is cut at a sentence. */
export function cut(text: string, most: number): string[] {
  const pages: string[] = []
  let page = ''
  const close = () => { if (page.trim()) pages.push(page.trim()); page = '' }
  for (const part of text.split(/(\n+)/)) {
    if (page.length + part.length > most) close()
    let rest = part
    while (rest.length > most) {
      const stop = Math.max(rest.lastIndexOf('。', most - 1), rest.lastIndexOf('. ', most - 1))
      const at = stop >= most / 2 ? stop + 1 : most
      pages.push(rest.slice(0, at).trim())
      rest = rest.slice(at)
    }
    page += rest
  }
  close()
  return pages
}
