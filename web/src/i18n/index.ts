import { shallowRef } from 'vue'
import zh from './zh'

/** The languages Magpie speaks; Chinese is the source. */
export type Lang = 'zh' | 'en'

/** One text; English may have two forms, told apart by the parameter `n`. */
export type Text = string | { one: string; other: string }

/** What messages.en.ts of a room must satisfy: every key of the Chinese file, no other. */
export type Translation<Z> = { readonly [K in keyof Z]: Text }

type Names<S> = S extends `${string}{${infer N}}${infer R}` ? N | Names<R> : never
type Args<S> = [Names<S>] extends [never] ? [params?: Record<string, string | number>] : [params: Record<Names<S>, string | number>]
type Source = Readonly<Record<string, string>>
type Common = typeof zh
type All<Z> = Z & Common

/** Looks up a text by key in the person's language and fills in `{name}` places; unknown keys and missing places fail the type check. */
export type Translate<Z> = <K extends keyof All<Z> & string>(key: K, ...args: Args<All<Z>[K]>) => string

/** The language now spoken; templates that call `t` follow it. */
export const lang = shallowRef<Lang>('zh')

const english = shallowRef<Record<string, Record<string, Text>>>({})

/** Switches the language. English is fetched the first time it is wanted; where it cannot be, Chinese stands. */
export async function speak(next: Lang): Promise<void> {
  try {
    if (next === 'en' && !english.value.common) english.value = (await import('./en')).default
  } catch {
    next = 'zh'
  }
  lang.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** The texts of one room: `export const t = messages('notice', zh)`. Keys of the common file work too. */
export function messages<const Z extends Source>(room: string, source: Z): Translate<Z> {
  return ((key: string, params?: Record<string, string | number>) => {
    const common = zh as Source
    const text = lang.value === 'en' ? english.value[room]?.[key] ?? english.value.common?.[key] : undefined
    return fill(text ?? source[key] ?? common[key] ?? key, params)
  }) as Translate<Z>
}

/** The common texts, for the kit and the shell. */
export const t = messages('common', {} as Record<never, string>)

function fill(text: Text, params?: Record<string, string | number>): string {
  const form = typeof text === 'string' ? text : Number(params?.n) === 1 ? text.one : text.other
  return params ? form.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')) : form
}
