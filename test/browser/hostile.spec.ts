import { expect, test, type Page } from '@playwright/test'
import { say } from './lib/family.ts'
import { enter, type Person } from './lib/people.ts'
import { readSchool, type School } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'
import { send } from './lib/teacher.ts'

// Names and words that would like to be more than words.
test.describe.configure({ mode: 'serial' })

const markup = '<img src=x onerror="window.hit=1">'
const turned = '放假\u202Eexe.gpj\u200B\u2066通知'
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/

let server: Server
let school: School
let teacher: Person
let mother: Person
const hits: string[] = []

/** Notes everything that must never happen on a page. */
function listen(page: Page): void {
  page.on('dialog', (d) => { hits.push(`dialog: ${d.message()}`); void d.dismiss() })
  page.on('console', (m) => { if (/content security policy/i.test(m.text())) hits.push(m.text()) })
}

/** The page shows the words as words, and nothing of them ran. */
async function inert(page: Page, words: string): Promise<void> {
  await expect(page.getByText(words).first()).toBeVisible()
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined()
  expect(await page.evaluate(() => document.querySelectorAll('img[src="x"], b[onclick]').length)).toBe(0)
  expect(await page.locator('body').innerText()).not.toMatch(invisible)
  expect(hits).toEqual([])
}

test.beforeAll(async ({ browser }) => {
  server = await demo()
  school = await readSchool(browser, server)
  teacher = await enter(browser, server.links.teacher, 'desk')
  mother = await enter(browser, server.links.mother, 'phone')
  listen(teacher.page)
  listen(mother.page)
})

test.afterAll(async () => {
  await server.stop()
})

test('the page forbids everything that is not its own', async () => {
  for (const path of ['/login', '/feed', '/today']) {
    const policy = (await mother.context.request.get(server.url + path)).headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).not.toContain('unsafe-eval')
  }
})

test('a notice full of markup is read as it was written', async () => {
  const { page } = teacher
  await page.goto(`${server.url}/class/${school.cls}/new`)
  await page.getByLabel('标题').fill(`${markup}${turned}`)
  await page.getByLabel('正文').fill(`${markup}</textarea><script>window.hit=1</script>{{hit=1}}`)
  await send(page)
  await inert(page, markup)
  await expect(mother.page.getByText(markup).first()).toBeVisible()
  await inert(mother.page, markup)
})

test('a child whose name is markup stays a child in every list', async () => {
  const { page } = teacher
  await page.goto(`${server.url}/students/${school.cls}`)
  await page.getByRole('button', { name: '添一个孩子' }).click()
  await page.getByLabel('姓名', { exact: true }).fill(`<b onclick=hit=1>\u202E\u200B王`)
  await page.getByRole('dialog').getByRole('button', { name: '添进班里' }).click()
  await expect(page.getByText('进班了')).toBeVisible()
  for (const path of [`/students/${school.cls}`, `/coverage/${school.cls}`]) {
    await page.goto(server.url + path)
    await inert(page, '<b onclick=hit=1>')
  }
})

test('a reply cannot do more than speak', async () => {
  const { page } = mother
  await page.goto(`${server.url}/notice/${school.notice}`)
  await say(page, `javascript:window.hit=1 ${markup}\u202E`)
  await inert(page, `javascript:window.hit=1 ${markup}`)
  await teacher.page.goto(`${server.url}/class/${school.cls}?notice=${school.notice}`)
  await inert(teacher.page, `javascript:window.hit=1 ${markup}`)
})
