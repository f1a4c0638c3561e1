import { expect, test } from '@playwright/test'
import { askCard } from './lib/family.ts'
import { enter, type Person } from './lib/people.ts'
import { confirmedBy, readSchool, type School } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'
import { send } from './lib/teacher.ts'

// A phone without a network: what it knows can be read, what is answered waits and arrives once.
test.describe.configure({ mode: 'serial' })

const holiday = '学考放假通知'
let server: Server
let school: School
let teacher: Person
let mother: Person

test.beforeAll(async ({ browser }) => {
  server = await demo()
  school = await readSchool(browser, server)
  teacher = await enter(browser, server.links.teacher, 'desk')
  mother = await enter(browser, server.links.mother, 'phone')
})

test.afterAll(async () => {
  await server.stop()
})

test('a reload without a network shows what the phone has', async () => {
  const { page, context } = mother
  await expect(askCard(page, holiday)).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.reload()
  await expect(askCard(page, holiday)).toContainText('李明')
  await expect(page.getByText('周一起统一穿冬季校服')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '没有网络' })).toBeVisible()
})

test('an answer given offline outlives the page and arrives once', async () => {
  const { context } = mother
  await askCard(mother.page, holiday).getByRole('button', { name: '确认知道了' }).click()
  await expect(askCard(mother.page, holiday)).toContainText('存在手机里')
  await mother.page.close()
  expect(await confirmedBy(teacher.context.request, server, school.notice, '李明')).toEqual([])

  mother.page = await context.newPage()
  await context.setOffline(false)
  const sent: string[] = []
  mother.page.on('request', (r) => { if (/\/confirm$/.test(r.url())) sent.push(r.headers()['idempotency-key'] ?? '') })
  await mother.page.goto(`${server.url}/feed`)
  await expect.poll(() => confirmedBy(teacher.context.request, server, school.notice, '李明')).toEqual(['李明妈妈'])
  await expect(mother.page.getByRole('status').filter({ hasText: '等着发' })).toHaveCount(0)
  expect(new Set(sent).size).toBe(1)
})

test('what was posted meanwhile is there afterwards, exactly once', async () => {
  const { page, context } = mother
  const title = '周三下午打扫教室'
  await context.setOffline(true)
  await teacher.page.goto(`${server.url}/class/${school.cls}/new`)
  await teacher.page.getByLabel('标题').fill(title)
  await teacher.page.getByLabel('正文').fill('每人带一块抹布。')
  await send(teacher.page)
  await expect(page.getByText(title)).toHaveCount(0)
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: title })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('heading', { name: title })).toHaveCount(1)
})
