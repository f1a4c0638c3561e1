import { lang } from '../../i18n'

// Schools say 清早 and 18:20 前. The usual words are known in both languages, so that a reader of
// the other one understands them; any other word stands as it was typed.

/** How a word leans on the hour beside it. */
export type Lean = 'by' | 'after' | 'about' | 'from'

const leans: Record<string, Lean> = {
  前: 'by', 之前: 'by', 以前: 'by', by: 'by', before: 'by',
  后: 'after', 之后: 'after', 以后: 'after', after: 'after',
  左右: 'about', about: 'about', around: 'about',
  起: 'from', from: 'from',
}

const hours: readonly (readonly [zh: string, en: string])[] = [
  ['清早', 'early morning'], ['早上', 'morning'], ['上午', 'morning'], ['中午', 'noon'], ['下午', 'afternoon'],
  ['傍晚', 'early evening'], ['晚上', 'evening'], ['放学后', 'after school'], ['早饭后', 'after breakfast'],
]

/** Set when the word belongs to the hour (18:20 前) instead of standing for it (清早). */
export function leanOf(word: string): Lean | undefined {
  return leans[word.trim().toLowerCase()]
}

/** A word for an hour, in the reader's language where it is a usual one. */
export function hourWord(word: string): string {
  const known = hours.find(([zh, en]) => zh === word.trim() || en === word.trim().toLowerCase())
  return known ? known[lang.value === 'en' ? 1 : 0] : word.trim()
}

/** Words offered while a time is being written. */
export function usualHours(): string[] {
  const words = lang.value === 'en' ? ['by', 'about', ...hours.map(([, en]) => en)] : ['前', '左右', ...hours.map(([zh]) => zh)]
  return words.filter((word, i) => words.indexOf(word) === i)
}
