import { lang } from '../i18n'

/**
 * Who somebody is to a child: the server's canonical word, how the class calls them, and the English word.
 * `own` is the word to choose by where it differs from the call; `side` tells English grandparents and uncles apart.
 * Only parents and guardians answer for a child by themselves; everyone else stands in.
 */
interface Relation { word: string; call: string; en: string; own?: string; side?: string; parent?: true }

const father = "father's side"
const mother = "mother's side"

const table: readonly Relation[] = [
  { word: '母亲', call: '妈妈', en: 'mother', parent: true },
  { word: '父亲', call: '爸爸', en: 'father', parent: true },
  { word: '奶奶', call: '奶奶', en: 'grandmother', side: father },
  { word: '爷爷', call: '爷爷', en: 'grandfather', side: father },
  { word: '外婆', call: '外婆', en: 'grandmother', side: mother },
  { word: '外公', call: '外公', en: 'grandfather', side: mother },
  { word: '监护人', call: '监护人', en: 'guardian', parent: true },
  { word: '继母', call: '妈妈', en: 'mother', own: '继母', side: 'stepmother', parent: true },
  { word: '继父', call: '爸爸', en: 'father', own: '继父', side: 'stepfather', parent: true },
  { word: '姐姐', call: '姐姐', en: 'sister' },
  { word: '哥哥', call: '哥哥', en: 'brother' },
  { word: '姑姑', call: '姑姑', en: 'aunt', side: father },
  { word: '叔叔', call: '叔叔', en: 'uncle', side: father },
  { word: '伯父', call: '伯伯', en: 'uncle', side: "father's elder brother" },
  { word: '舅舅', call: '舅舅', en: 'uncle', side: mother },
  { word: '姨妈', call: '姨妈', en: 'aunt', side: mother },
  { word: '邻居', call: '邻居', en: 'neighbour' },
  { word: '亲戚', call: '亲戚', en: 'relative' },
]

const find = (word: string) => table.find((r) => r.word === word)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The canonical words, the nearest first. */
export const relations: readonly string[] = table.map((r) => r.word)

/** Whether this relation answers for the child by itself; all others are stand-ins. */
export const isParent = (word: string): boolean => !!find(word)?.parent

/** What the class calls this person: 妈妈, mother. Words nobody knows become 家人, as on the server. */
export function callOf(word: string): string {
  const r = find(word)
  return lang.value === 'en' ? r?.en ?? 'family' : r?.call ?? '家人'
}

/** The derived name: 李明妈妈, 李明's mother. */
export function labelOf(child: string, word: string): string {
  return lang.value === 'en' ? `${child}'s ${callOf(word)}` : child + callOf(word)
}

/** The relations as things to choose; English tells the two families apart in the note. */
export function relationChoices(words: readonly string[] = relations): { value: string; label: string; note?: string }[] {
  return words.map((word) => {
    const r = find(word)
    if (lang.value === 'en') return { value: word, label: capital(r?.en ?? word), note: r?.side }
    return { value: word, label: r?.own ?? r?.call ?? word }
  })
}
