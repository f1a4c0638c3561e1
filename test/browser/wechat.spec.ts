import { expect, test } from '@playwright/test'
import { agree, askCard, enterClass, proveByDigits, scan } from './lib/family.ts'
import { enter, person } from './lib/people.ts'
import { read, readSchool, type School } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'

// Inside WeChat there is no service worker, no push, no download, no print and no camera; nothing may need them.

let server: Server
let school: School

test.beforeAll(async ({ browser }) => {
  server = await demo()
  school = await readSchool(browser, server)
})

test.afterAll(async () => {
  await server.stop()
})

test('a mother joins, reads and confirms with nothing but the page', async ({ browser }) => {
  const teacher = await enter(browser, server.links.teacher, 'desk')
  const all = await read<{ items: { name: string; contacts: { relation: string; phone: string }[] }[] }>(teacher.context.request, server, `/classes/${school.cls}/students?limit=200`)
  const phone = all.items.find((s) => s.name === '程悦')?.contacts.find((c) => c.relation === '母亲')?.phone ?? ''
  const { page } = await person(browser, 'wechat')
  const unwanted: string[] = []
  page.on('download', (d) => unwanted.push(`download ${d.url()}`))
  page.on('dialog', (d) => unwanted.push(`dialog ${d.message()}`))
  page.on('popup', (p) => unwanted.push(`popup ${p.url()}`))
  await scan(page, server.links.slip as string, '妈妈')
  await proveByDigits(page, phone.slice(-4))
  await agree(page)
  await enterClass(page)
  expect(await page.evaluate(() => navigator.serviceWorker?.controller ?? null)).toBeNull()
  const title = '学考放假通知'
  await askCard(page, title).getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: '确认知道了' }).click()
  await expect(page.getByText(/确认了$/)).toBeVisible()
  await page.getByRole('button', { name: '返回' }).click()
  await expect(page.getByRole('region', { name: '等你回应' }).getByText(title)).toHaveCount(0)
  expect(unwanted).toEqual([])
})

test('what would be printed is handed on instead', async ({ browser }) => {
  const { page } = await enter(browser, server.links.teacher, 'wechat')
  await page.goto(`${server.url}/slips/${school.cls}`)
  await expect(page.getByLabel(/微信里不能打印/)).toHaveValue(`${server.url}/slips/${school.cls}`)
  await page.getByRole('button', { name: '复制链接' }).click()
  await expect(page.getByText(/^复制好了$|不能自动复制/)).toBeVisible()
  await page.goto(`${server.url}/poster/${school.cls}`)
  await expect(page.getByText('微信里不能打印海报')).toBeVisible()
  await page.goto(`${server.url}/calls/${school.notice}`)
  await expect(page.getByRole('link', { name: /137/ }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: '打印' })).toHaveCount(0)
})

test('a calendar link says how to leave WeChat', async ({ browser }) => {
  const { page } = await enter(browser, server.links.mother, 'wechat')
  await page.goto(`${server.url}/me/calendar`)
  await page.getByRole('button', { name: '生成我的日历链接' }).click()
  await expect(page.getByText('点右上角，选“在浏览器打开”')).toBeVisible()
})
