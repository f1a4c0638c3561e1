import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { lang, messages, speak, t, type Text } from '.'
import common from './en.common'
import zhCommon from './zh'

type File = Record<string, Text>
const zh = import.meta.glob<File>('../{features/*,pictures,ui}/messages*.zh.ts', { eager: true, import: 'default' })
const en = import.meta.glob<File>('../{features/*,pictures,ui}/messages*.en.ts', { eager: true, import: 'default' })
const screens = import.meta.glob<string>('../**/*.vue', { eager: true, query: '?raw', import: 'default' })

const places = (text: Text) => {
  const all = typeof text === 'string' ? [text] : [text.one, text.other]
  return Array.from(new Set(all.join(' ').match(/\{\w+\}/g) ?? [])).sort().join()
}

describe('every text is there in both languages', () => {
  const pairs: [string, File, File][] = [['common', zhCommon, common]]
  for (const path of Object.keys(zh)) pairs.push([path, zh[path] as File, en[path.replace('.zh.', '.en.')] ?? {}])

  it.each(pairs)('%s', (_room, source, translation) => {
    expect(Object.keys(translation).sort()).toEqual(Object.keys(source).sort())
    for (const key of Object.keys(source)) {
      expect(places(translation[key] as Text), key).toBe(places(source[key] as Text))
      const own = JSON.stringify(translation[key]).replace(/“[^”]*”|中文/g, '') // examples and the language's own name
      expect(own, key).not.toMatch(/[\u4e00-\u9fff]/)
      expect(source[key], key).not.toBe('')
    }
  })
})

it('says nothing of a card twice in its room', () => {
  for (const path of Object.keys(zh).filter((p) => p.includes('.card.'))) {
    const room = Object.keys(zh[path.replace('.card.', '.')] ?? {})
    expect(Object.keys(zh[path] as File).filter((key) => room.indexOf(key) >= 0), path).toEqual([])
  }
})

it('keeps words out of templates', () => {
  for (const path of Object.keys(screens)) {
    const source = screens[path] as string
    const template = source.slice(source.indexOf('<template>'), source.lastIndexOf('</template>')).replace(/<!--[\s\S]*?-->/g, '')
    const named = template.replace(/'中文'|label: '中文'/g, '')
    expect(named.match(/[\u4e00-\u9fff]+/)?.[0], path).toBeUndefined()
    expect(template.match(/\sstyle="/)?.[0], `${path}: a style attribute is refused by the content policy`).toBeUndefined()
    expect(template.match(/v-html/)?.[0], path).toBeUndefined()
  }
})

describe('looking a text up', () => {
  const own = messages('nowhere', { hello: '你好，{name}', many: '{n} 家' } as const)
  beforeAll(() => speak('zh'))

  it('fills the places in', () => expect(own('hello', { name: '李明' })).toBe('你好，李明'))
  it('knows the common texts too', () => expect(own('common.save')).toBe('保存'))
  it('picks the English form by number, and Chinese where English lacks a text', async () => {
    await speak('en')
    expect(t('flowers.said', { n: 1 })).toBe('1 family said thanks')
    expect(t('flowers.said', { n: 2 })).toBe('2 families said thanks')
    expect(own('many', { n: 3 })).toBe('3 家')
    expect(document.documentElement.lang).toBe('en')
    await speak('zh')
    expect(lang.value).toBe('zh')
  })
})

describe('the English of a screen', () => {
  const talk = { 'ask.confirm': '确认知道了', 'calls.title': '没回音的电话单' } as const
  const start = async () => {
    const i18n = await import('.')
    return { ...i18n, notice: i18n.messages('notice', talk) }
  }
  beforeEach(() => vi.resetModules())
  afterEach(() => { vi.doUnmock('./en.rest') })

  it('is there for the cards of the feed before any room is entered', async () => {
    const { speak, notice } = await start()
    await speak('en')
    expect(notice('ask.confirm')).toBe('I understand')
    expect(notice('calls.title')).toBe('没回音的电话单')
  })

  it('is there once its room is entered', async () => {
    const { speak, enter, notice } = await start()
    await speak('en')
    await enter('notice')
    expect(notice('calls.title')).toBe(en['../features/notice/messages.en.ts']?.['calls.title'])
    expect(notice('ask.confirm')).toBe('I understand')
  })

  it('is there when the language changes on a screen that stays open', async () => {
    const { speak, enter, notice } = await start()
    await enter('notice')
    await speak('en')
    expect(notice('calls.title')).not.toBe('没回音的电话单')
  })

  it('gives way to Chinese where it cannot be fetched, and comes back where it is known', async () => {
    vi.doMock('./en.rest', () => { throw new Error('no line') })
    const { speak, enter, lang, notice } = await start()
    await speak('en')
    await enter('notice')
    expect([lang.value, document.documentElement.lang, notice('ask.confirm')]).toEqual(['zh', 'zh-CN', '确认知道了'])
    await enter('home')
    expect([lang.value, notice('ask.confirm')]).toEqual(['en', 'I understand'])
  })

  it('follows the last wish when two cross', async () => {
    const { speak, lang } = await start()
    await Promise.all([speak('en'), speak('zh')])
    expect(lang.value).toBe('zh')
  })
})
