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

/** The texts of one file. */
export type Texts = Readonly<Record<string, Text>>

/** The English texts known so far: `notice` holds those of a room, `notice.card` those of its card in the feed. */
const english = shallowRef<Record<string, Texts>>({})

let chosen: Lang = 'zh'
let here = 'common'

/** Switches the language. English is fetched when it is first wanted; while it cannot be had, Chinese stands. */
export async function speak(next: Lang): Promise<void> {
  chosen = next
  const room = here
  const can = next === 'zh' || (await learn(room))
  if (chosen !== next || here !== room) return // asked again meanwhile
  lang.value = can ? next : 'zh'
  document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en'
}

/** Sees to it that the screens of a room have their words: call it before one is shown. */
export function enter(room = 'common'): Promise<void> {
  here = room
  return speak(chosen)
}

/** Sees to it that a part of `room` that shows late on another room's screen has its words. Only then: what is there at once brings its texts in a card file. */
export async function also(room: string): Promise<void> {
  if (chosen === 'en') await learn(room)
}

async function learn(room: string): Promise<boolean> {
  try {
    if (!english.value.common) english.value = { ...english.value, ...(await import('./en.first')).default }
    if (!english.value[room]) english.value = { ...english.value, ...(await import('./en.rest')).default }
    return true
  } catch {
    return false
  }
}

/** Names texts after the files they come from, as `english` keeps them. */
export function byFile(files: Record<string, Texts>): Record<string, Texts> {
  const named: Record<string, Texts> = {}
  for (const path of Object.keys(files)) named[path.replace(/^.*\/(\w+)\/messages(.*)\.en\.ts$/, '$1$2')] = files[path] as Texts
  return named
}

/** The texts of one room: `export const t = messages('notice', zh)`. Keys of the common file work too. */
export function messages<const Z extends Source>(room: string, source: Z): Translate<Z> {
  return ((key: string, params?: Record<string, string | number>) => {
    const common = zh as Source
    const known = english.value
    const text = lang.value === 'en' ? known[room]?.[key] ?? known[`${room}.card`]?.[key] ?? known.common?.[key] : undefined
    return fill(text ?? source[key] ?? common[key] ?? key, params)
  }) as Translate<Z>
}

/** The common texts, for the kit and the shell. */
export const t = messages('common', {} as Record<never, string>)

function fill(text: Text, params?: Record<string, string | number>): string {
  const form = typeof text === 'string' ? text : Number(params?.n) === 1 ? text.one : text.other
  return params ? form.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')) : form
}
