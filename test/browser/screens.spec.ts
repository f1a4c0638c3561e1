import { test, type Page } from '@playwright/test'
import { shoot, sound } from './lib/look.ts'
import { enter, person } from './lib/people.ts'
import { anAlbum, readAsked, readSchool } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'

// Every screen, in both languages, in normal and large text: nothing that axe calls serious, nothing that
// sticks out sideways. One browser a role walks all of them; the pictures are for people to look at.

// Hundreds of looks; a busy machine takes its time, two workers share them.
test.describe.configure({ mode: 'parallel' })
test.setTimeout(400_000)

interface Way { name: string; path: string }

let server: Server
let ids = { cls: '', notice: '', student: '' }
let album = ''
let asked = { chain: '', slip: '', poll: '', round: '', search: '', alert: '' }

const staffWays = (): Way[] => [
  { name: 'today', path: '/today' },
  { name: 'desk', path: `/class/${ids.cls}?notice=${ids.notice}` },
  { name: 'compose', path: `/class/${ids.cls}/new` },
  { name: 'staff-notice', path: `/notice/${ids.notice}` },
  { name: 'receipts', path: `/notice/${ids.notice}/receipts` },
  { name: 'correct', path: `/notice/${ids.notice}/correct` },
  { name: 'calls', path: `/calls/${ids.notice}` },
  { name: 'students', path: `/students/${ids.cls}` },
  { name: 'student', path: `/student/${ids.student}` },
  { name: 'coverage', path: `/coverage/${ids.cls}` },
  { name: 'import', path: `/import/${ids.cls}` },
  { name: 'slips', path: `/slips/${ids.cls}` },
  { name: 'poster', path: `/poster/${ids.cls}` },
  { name: 'claims', path: `/claims/${ids.cls}` },
  { name: 'rules', path: `/rules/${ids.cls}` },
  { name: 'staff-me', path: '/me' },
  { name: 'password', path: '/me/password' },
]

const familyWays = (): Way[] => [
  { name: 'home', path: '/feed' },
  { name: 'notice', path: `/notice/${ids.notice}` },
  { name: 'me', path: '/me' },
  { name: 'devices', path: '/me/devices' },
  { name: 'calendar', path: '/me/calendar' },
  { name: 'invite', path: `/invite/${ids.student}` },
  { name: 'outbox', path: '/outbox' },
]

const staffTalkWays = (): Way[] => [
  { name: 'staff-talk', path: '/talk' },
  { name: 'class-room', path: `/talk/c-${ids.cls}` },
  { name: 'staff-family-room', path: `/talk/f-${ids.student}` },
  { name: 'students-room', path: `/talk/s-${ids.cls}` },
  { name: 'owed', path: '/owed' },
  { name: 'topics', path: `/topics/${ids.cls}` },
  { name: 'experiences', path: '/experiences' },
  { name: 'search', path: `/search?q=${encodeURIComponent('手机')}` },
  { name: 'staff-quiet', path: '/me/quiet' },
  { name: 'staff-albums', path: '/albums' },
  { name: 'staff-album', path: `/album/${album}` },
  { name: 'album-new', path: `/album/new/${ids.cls}` },
  { name: 'tag', path: `/tag/${album}` },
  { name: 'pictures-waiting', path: `/pictures/${ids.cls}/waiting` },
  { name: 'book-edit', path: `/book/${ids.cls}/edit` },
  { name: 'storage', path: `/storage/${ids.cls}` },
]

const familyTalkWays = (): Way[] => [
  { name: 'talk', path: '/talk' },
  { name: 'family-room', path: `/talk/f-${ids.student}` },
  { name: 'class-room', path: `/talk/c-${ids.cls}` },
  { name: 'quiet', path: '/me/quiet' },
  { name: 'albums', path: '/albums' },
  { name: 'album', path: `/album/${album}` },
  { name: 'album-add', path: `/album/${album}/add` },
  { name: 'consent', path: `/child/${ids.student}/consent` },
  { name: 'book', path: `/book/${ids.cls}?student=${ids.student}` },
]

const staffAskWays = (): Way[] => [
  { name: 'answers', path: `/notice/${asked.poll}/answers` },
  { name: 'chain', path: `/chain/${asked.chain}` },
  { name: 'paste', path: `/chain/${asked.chain}/paste` },
  { name: 'board', path: `/round/${asked.round}` },
  { name: 'round-calls', path: `/round/${asked.round}/calls` },
  { name: 'rounds', path: `/rounds/${ids.cls}` },
  { name: 'search-new', path: `/find/new/${ids.cls}?student=${ids.student}` },
  { name: 'search-report', path: `/find/${asked.search}` },
  { name: 'alert-new', path: `/alert/new/${ids.cls}` },
  { name: 'alert', path: `/alert/${asked.alert}` },
]

const familyAskWays = (): Way[] => [
  { name: 'family-chain', path: `/chain/${asked.chain}` },
  { name: 'family-slip', path: `/notice/${asked.slip}` },
  { name: 'family-round', path: `/round/${asked.round}` },
  { name: 'missing', path: `/missing/${ids.student}` },
  { name: 'family-alert', path: `/alert/${asked.alert}` },
]

const openWays = (): Way[] => [
  { name: 'login', path: '/login' },
  { name: 'join-code', path: '/join' },
  { name: 'join-slip', path: new URL(server.links.slip as string).pathname },
  { name: 'join-poster', path: new URL(server.links.poster as string).pathname },
  { name: 'setup', path: '/setup#none' },
  { name: 'waiting', path: '/waiting' },
  { name: 'absent', path: '/nowhere' },
]

test.beforeAll(async ({ browser }) => {
  server = await demo()
  ids = await readSchool(browser, server)
  album = await anAlbum(browser, server, ids.cls)
  asked = await readAsked(browser, server, ids.cls)
})

test.afterAll(async () => {
  await server.stop()
})

type Lang = 'zh' | 'en'

const both: Lang[] = ['zh', 'en']

/** Chooses the language this device remembers; the next page that opens speaks it. */
async function speak(page: Page, lang: Lang, rest: Record<string, unknown> = {}): Promise<void> {
  await page.evaluate((settings) => localStorage.setItem('magpie.settings', settings), JSON.stringify({ lang, text: 'normal', theme: 'light', elder: false, ...rest }))
}

/** Opens a screen and waits until everything it asked for is there. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(server.url + path, { waitUntil: 'networkidle' })
  await page.locator('h1').first().waitFor({ state: 'attached' })
}

const sizes = ['normal', 'large']

/** Where time is short, Chinese is judged in normal and English, which is longer, in large text; `make browser` takes all four. */
const sizesOf = (lang: Lang) => (process.env.CI ? [lang === 'zh' ? 'normal' : 'large'] : sizes)

/** Judges the open screen in normal and in large text, which is one attribute on the page. */
async function judge(page: Page, name: string, texts = sizes): Promise<void> {
  for (const text of texts) {
    await page.evaluate((size) => document.documentElement.setAttribute('data-text', size), text)
    await shoot(page, `${name}-${text}`)
    await sound(page, `${name}-${text}`)
  }
}

async function walk(page: Page, ways: Way[], where: string, langs = both): Promise<void> {
  for (const lang of langs) {
    await speak(page, lang)
    for (const way of ways) {
      await open(page, way.path)
      await test.step(`${way.name} ${lang}`, () => judge(page, `${way.name}-${where}-${lang}`, sizesOf(lang)))
    }
  }
}

// No service worker here: every picture is of what the server sends.
const plain = { serviceWorkers: 'block' } as const

test('staff at a desk', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'desk', plain)
  await walk(page, staffWays(), 'desk')
})

test('staff who talk and look at pictures, at a desk', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'desk', plain)
  await walk(page, staffTalkWays(), 'desk')
})

test('staff who talk and look at pictures, with a phone', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'phone', plain)
  await walk(page, staffTalkWays(), 'phone')
})

test('a family that talks and looks at pictures', async ({ browser }) => {
  const { page } = await enter(browser, server.links.mother, 'phone', plain)
  await walk(page, familyTalkWays(), 'phone')
})

test('a family that talks and looks at pictures, on a very small phone', async ({ browser }) => {
  const { page } = await enter(browser, server.links.mother, 'small', plain)
  await walk(page, familyTalkWays(), 'small')
})

test('staff with a phone', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'phone', plain)
  await walk(page, staffWays(), 'phone')
})

test('a family with a phone', async ({ browser }) => {
  const { page } = await enter(browser, server.links.mother, 'phone', plain)
  await walk(page, familyWays(), 'phone')
})

test('a family with a very small phone', async ({ browser }) => {
  const { page } = await enter(browser, server.links.mother, 'small', plain)
  await walk(page, familyWays(), 'small')
})

// What is asked, and the worst hour: Chinese on phones, English on a desk, so that the walk stays short.
test('staff who ask, count and search, with a phone', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'phone', plain)
  await walk(page, staffAskWays(), 'phone', ['zh'])
})

test('staff who ask, count and search, at a desk', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'desk', plain)
  await walk(page, staffAskWays(), 'desk', ['en'])
})

test('a family that is asked', async ({ browser }) => {
  const { page } = await enter(browser, server.links.mother, 'small', plain)
  await walk(page, familyAskWays(), 'small')
})

test('people who are not signed in', async ({ browser }) => {
  const { page } = await person(browser, 'small', plain)
  await page.goto(`${server.url}/login`)
  await walk(page, openWays(), 'small')
})

test('the student, the elder and the dark', async ({ browser }) => {
  const student = await enter(browser, server.links.student, 'phone', plain)
  await walk(student.page, [{ name: 'student-home', path: '/talk' }], 'phone')
  const elder = await enter(browser, server.links.grandfather, 'phone', plain)
  await speak(elder.page, 'zh', { elder: true })
  await open(elder.page, '/feed')
  await judge(elder.page, 'elder')
  const mother = await enter(browser, server.links.mother, 'phone', plain)
  await speak(mother.page, 'zh', { theme: 'dark' })
  await open(mother.page, '/feed')
  await judge(mother.page, 'home-dark')
})
