import { expect, test } from '@playwright/test'
import { enter, person } from './lib/people.ts'
import { readSchool, type School } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'
import { inputOf } from './lib/times.ts'

// Nothing that was typed is lost: not by closing the page, not by a refusal.

let server: Server
let school: School

test.beforeAll(async ({ browser }) => {
  server = await demo()
  school = await readSchool(browser, server)
})

test.afterAll(async () => {
  await server.stop()
})

test('a half-written notice is there again after the page was closed', async ({ browser }) => {
  const { page, context } = await enter(browser, server.links.teacher, 'phone')
  await page.goto(`${server.url}/class/${school.cls}/new`)
  await page.getByLabel('标题').fill('秋游改到下周')
  await page.getByLabel('正文').fill('因为下雨，')
  await page.goto('about:blank')
  await page.close()
  const again = await context.newPage()
  await again.goto(`${server.url}/class/${school.cls}/new`)
  await expect(again.getByLabel('标题')).toHaveValue('秋游改到下周')
  await expect(again.getByLabel('正文')).toHaveValue('因为下雨，')
  await again.getByRole('button', { name: '全部清空' }).click()
  await expect(again.getByLabel('标题')).toHaveValue('')
})

test('a refused notice keeps what was typed and says what to mend', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'phone')
  await page.goto(`${server.url}/class/${school.cls}/new`)
  await page.getByRole('button', { name: '放假' }).click()
  await page.getByLabel('标题').fill('放假')
  await page.getByLabel('正文').fill('三天。')
  await page.getByLabel('离校').fill(inputOf(6, '07:30'))
  await page.getByLabel('返校').fill(inputOf(3, '18:20'))
  await page.getByRole('button', { name: '发出去' }).click()
  await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused()
  await expect(page.getByLabel('标题')).toHaveValue('放假')
  await expect(page.getByLabel('正文')).toHaveValue('三天。')
  await expect(page.getByLabel('离校')).toHaveValue(inputOf(6, '07:30'))
  await page.getByLabel('返校').fill(inputOf(9, '18:20'))
  await page.getByRole('button', { name: '发出去' }).click()
  await expect(page).toHaveURL(/notice=/)
})

test('a wrong password leaves the name where it is', async ({ browser }) => {
  const { page } = await person(browser, 'phone')
  await page.goto(`${server.url}/login`)
  await page.getByLabel('账号或手机号').fill('wang')
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('账号或手机号')).toHaveValue('wang')
})
