import { expect, test } from '@playwright/test'
import { enter } from './lib/people.ts'
import { confirmedBy, readSchool, type School } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'

// Small things that must simply work: one big button, the keys of a desk, a phone that was lost.

let server: Server
let school: School

test.beforeAll(async ({ browser }) => {
  server = await demo()
  school = await readSchool(browser, server)
})

test.afterAll(async () => {
  await server.stop()
})

test('an elder answers with one big button', async ({ browser }) => {
  const teacher = await enter(browser, server.links.teacher, 'desk')
  const { page } = await enter(browser, server.links.grandfather, 'small')
  await expect(page.getByText('王老师说')).toBeVisible()
  const button = page.getByRole('button', { name: '知道了' })
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(128)
  await button.click()
  await expect.poll(() => confirmedBy(teacher.context.request, server, school.notice, '肖建国')).toEqual(['肖建国爷爷'])
})

test('the desk works by keys', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'desk')
  await page.goto(`${server.url}/class/${school.cls}`)
  const open = (title: string) => expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await open('学考放假通知')
  await page.keyboard.press('j')
  await open('期中家长会')
  await page.keyboard.press('k')
  await open('学考放假通知')
  await page.keyboard.press('r')
  await expect(page.getByText(/^提醒了 \d+ 家/)).toBeVisible()
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/\/new$/)
  await page.getByLabel('标题').press('j')
  await expect(page.getByLabel('标题')).toHaveValue('j')
})

test('a lost phone is signed out from another one, at once', async ({ browser }) => {
  const lost = await enter(browser, server.links.father, 'wechat')
  const { page } = await enter(browser, server.links.father, 'phone')
  await page.goto(`${server.url}/me/devices`)
  const other = page.getByRole('article').filter({ hasText: '微信' })
  await other.getByRole('button', { name: '让它退出' }).first().click()
  await expect(page.getByText('它已经退出了')).toBeVisible()
  await expect(lost.page).toHaveURL(/\/login/)
})
