import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { shoot } from './lib/look.ts'
import { printOut } from './lib/paper.ts'
import { enter, type Person } from './lib/people.ts'
import { countZip, drawPhotos } from './lib/photos.ts'
import { read, readSchool, type School } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'

// Two days of a class: its sports day in pictures, a question at night, a family's private word. Each test is
// a chapter; they share one server and one cast.
test.describe.configure({ mode: 'serial' })

const event = '班级篮球赛'
const question = '带不带手机去学校？'
const secret = '李明这次数学只有四十一分'

let server: Server
let school: School
let teacher: Person
let mother: Person
let father: Person // of another child
let family = ''

test.beforeAll(async ({ browser }) => {
  server = await demo()
  school = await readSchool(browser, server)
  teacher = await enter(browser, server.links.teacher, 'desk', { acceptDownloads: true })
  mother = await enter(browser, server.links.mother, 'phone', { acceptDownloads: true })
  father = await enter(browser, server.links.father, 'phone')
  const me = await read<{ children: { name: string; family: string }[] }>(mother.context.request, server, '/session')
  family = me.children.find((c) => c.name === '李明')?.family ?? ''
  for (const whose of ['school', 'me'] as const) await quiet(teacher.page, false, whose) // whatever the hour is outside
})

test.afterAll(async () => {
  await server.stop()
})

/** Puts the quiet hours of the person, or of the school, around this moment, or switches them off. */
async function quiet(page: Page, on: boolean, whose: 'me' | 'school' = 'me'): Promise<void> {
  const hour = (shift: number) => new Date(Date.now() + (8 + shift) * 3_600_000).toISOString().slice(11, 16)
  const answer = await page.request.put(`${server.url}/api/v1/${whose}/quiet`, {
    data: { on, from: hour(-1), until: hour(1) },
    headers: { 'Idempotency-Key': `quiet-${whose}-${on}-${Date.now()}` },
  })
  expect(answer.ok()).toBe(true)
}

async function say(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(text)
  await page.getByRole('button', { name: '发送' }).click()
  await expect(page.getByRole('main').getByText(text).last()).toBeVisible() // on its way at least: from here on nothing is lost
}

test('thirty pictures of a match come over a network that drops twice', async () => {
  await mother.page.goto(`${server.url}/albums`)
  const { page, context } = teacher
  await page.goto(`${server.url}/album/new/${school.cls}`)
  await page.getByLabel('什么活动').fill(event)
  const sent = page.getByText(/^\d+ \/ 30$/)
  const tray = page.getByRole('region', { name: '选好的文件' })
  await page.locator('input[type=file]').setInputFiles(await drawPhotos(page, 30))
  for (const least of [4, 15]) {
    await expect.poll(async () => Number((await sent.textContent())?.split(' ')[0]), { timeout: 60_000 }).toBeGreaterThanOrEqual(least)
    await context.setOffline(true)
    await expect(tray.getByText('没有网络', { exact: false })).toBeVisible()
    await context.setOffline(false)
  }
  await expect(tray.getByText('都传好了')).toBeVisible({ timeout: 90_000 })
  await shoot(page, 'album-new-desk')
  await page.getByRole('button', { name: '发出 30 张' }).click()
  await expect(page).toHaveURL(/\/album\/[a-z0-9]+$/)
  await expect(mother.page.getByRole('heading', { name: event })).toBeVisible() // she did nothing: it came
  await expect(mother.page.getByRole('region', { name: event })).toContainText('30 张')
})

test('the teacher taps the names of those who are on four of them', async () => {
  const { page } = teacher
  const album = /\/album\/([a-z0-9]+)$/.exec(page.url())?.[1] ?? ''
  await page.goto(`${server.url}/tag/${album}`)
  for (let n = 0; n < 4; n++) {
    await page.getByRole('button', { name: /^李明/ }).click()
    await expect(page.getByRole('button', { name: /^李明/ })).toHaveAttribute('aria-pressed', 'true')
    if (n < 3) await page.getByRole('button', { name: '下一张' }).click()
  }
  await shoot(page, 'tag-desk')
})

test('a mother finds her child, saves three, and others see what its family lets them', async () => {
  const { page } = mother
  await page.goto(`${server.url}/albums`)
  await page.getByRole('button', { name: '有李明', exact: true }).click()
  await expect(page.getByRole('region', { name: event })).toContainText('4 张有李明')
  await shoot(page, 'albums-own-phone')
  await page.getByRole('link', { name: event, exact: true }).click()
  await page.getByRole('button', { name: '选择' }).click()
  for (const n of [0, 1, 2]) await page.getByRole('button', { name: /^第 \d+ 张照片/ }).nth(n).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载选中的' }).click()])
  expect(countZip(readFileSync(await download.path()))).toBe(3)

  await page.goto(`${server.url}/child/${school.student}/consent`)
  const { page: other } = father
  await other.goto(`${server.url}/albums`)
  await page.getByRole('radio', { name: /^谁都不给/ }).check({ force: true })
  await expect(page.getByText('记下了，马上算数')).toBeVisible()
  await other.reload()
  await expect(other.getByRole('region', { name: event })).toContainText('26 张')
  await page.getByRole('radio', { name: /^全班/ }).check({ force: true })
  await expect(page.getByText('记下了，马上算数').first()).toBeVisible()
  await expect(async () => {
    await other.reload()
    await expect(other.getByRole('region', { name: event })).toContainText('30 张', { timeout: 2000 })
  }).toPass()
})

test('a family prints the book with its own child first', async () => {
  const { page } = teacher
  await page.goto(`${server.url}/book/${school.cls}/edit`)
  await page.getByRole('button', { name: '整本都要' }).first().click()
  await page.getByRole('button', { name: /^保存/ }).click()
  await expect(page.getByText('存好了')).toBeVisible()
  const { page: home } = mother
  await home.goto(`${server.url}/book/${school.cls}?student=${school.student}`)
  await expect(home.getByRole('button', { name: '打印，或存成 PDF' })).toBeVisible({ timeout: 30_000 })
  const paper = await printOut(home)
  expect(paper.size).toEqual([210, 297])
  expect(paper.pages).toBeGreaterThan(3)
  expect(paper.text).toContain('李明')
})

test('a question at night is answered by others, and by the teacher in the morning', async () => {
  await quiet(teacher.page, true)
  const { page } = mother
  await page.goto(`${server.url}/talk/${family}`)
  await say(page, '写给老师', '宿舍的灯几点关？')
  await expect(page.getByText(/老师休息了，.+ 看到/)).toBeVisible()
  await shoot(page, 'family-night-phone')

  await page.goto(`${server.url}/talk/c-${school.cls}`)
  await page.getByRole('button', { name: '图片、文件和别的' }).click()
  await page.getByRole('button', { name: '问大家一件事' }).click()
  await page.getByLabel('问题').fill(question)
  await page.getByRole('button', { name: '就问这个' }).click()
  await say(page, '写给全班家长和老师', '孩子说别的班都可以带。')
  await expect(page.getByText('孩子说别的班都可以带。')).toBeVisible()

  await father.page.goto(`${server.url}/topics/${school.cls}`)
  await father.page.getByRole('link', { name: new RegExp(question) }).click()
  await say(father.page, '写下你的回答', '我们家用电话手表，够了。')
  await expect(father.page.getByText('我们家用电话手表，够了。')).toBeVisible()

  await quiet(teacher.page, false)
  const desk = teacher.page
  await desk.goto(`${server.url}/owed`)
  await expect(desk.getByText('宿舍的灯几点关？')).toBeVisible()
  await shoot(desk, 'owed-desk')
  await desk.goto(`${server.url}/talk/${family}`)
  await say(desk, '写给李明一家', '十点半关灯。')
  await expect(page.getByText('孩子说别的班都可以带。')).toBeVisible()
  await expect(async () => {
    await desk.goto(`${server.url}/owed`)
    await expect(desk.getByRole('heading', { name: '等你回的' })).toBeVisible()
    await expect(desk.getByText('宿舍的灯几点关？')).toHaveCount(0, { timeout: 2000 })
  }).toPass({ timeout: 15_000 })
})

test('what a family says in private, nobody else learns by any route', async () => {
  const { page } = mother
  await page.goto(`${server.url}/talk/${family}`)
  await say(page, '写给老师', secret)
  await expect(page.getByText(secret, { exact: true })).toBeVisible()
  await teacher.page.goto(`${server.url}/talk/${family}`)
  await expect(teacher.page.getByText(secret, { exact: true })).toBeVisible()

  const { page: other, context } = father
  await other.goto(`${server.url}/search?q=${encodeURIComponent('四十一分')}`)
  await expect(other.getByText('没有找到“四十一分”')).toBeVisible()
  await other.goto(`${server.url}/talk/${family}`)
  await expect(other.getByText(secret)).toHaveCount(0)
  for (const path of [`/conversations/${family}`, `/conversations/${family}/entries`, `/conversations/${family}/talk`]) {
    expect((await context.request.get(`${server.url}/api/v1${path}`)).status(), path).toBe(404)
  }
  await expect(async () => { // the index follows the commit within seconds
    await page.goto(`${server.url}/search?q=${encodeURIComponent('四十一分')}`)
    await expect(page.getByText('四十一分').first()).toBeVisible({ timeout: 2000 })
    await expect(page.getByText('没有找到', { exact: false })).toHaveCount(0)
  }).toPass()
})

test('everything is still there after the machine was cut off', async () => {
  await server.kill()
  await server.restart()
  const { page } = mother
  await page.goto(`${server.url}/talk/${family}`)
  await expect(page.getByText(secret, { exact: true })).toBeVisible()
  await expect(page.getByText('十点半关灯。')).toBeVisible()
  await page.goto(`${server.url}/albums`)
  await expect(page.getByRole('region', { name: event })).toContainText('30 张')
  await page.getByRole('link', { name: event, exact: true }).click()
  const first = page.getByRole('button', { name: /^第 1 张照片/ }).locator('img')
  await expect.poll(() => first.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true)
})
