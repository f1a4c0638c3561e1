import { expect, type Page } from '@playwright/test'
import { inputOf } from './times.ts'

/** What the head teacher of a story is called and signs in with. */
export const head = { school: '青禾县第一高级中学', name: '周老师', login: 'zhouminzhi', password: '一句好记的话才最好用', class: '高一（3）班' }

/** Answers the set-up link's questions, one a screen; ends before the roster. Returns the class. */
export async function setUp(page: Page, link: string): Promise<string> {
  await page.goto(link)
  await answer(page, { 学校名称: head.school })
  await answer(page, { 称呼: head.name })
  await answer(page, { 登录名: head.login, 密码: head.password })
  await answer(page, { 班级名称: head.class }, '开班')
  await page.getByRole('link', { name: '导入名单' }).click()
  await expect(page).toHaveURL(/\/import\//)
  return page.url().split('/').pop() as string
}

async function answer(page: Page, fields: Record<string, string>, press = '下一步'): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: press }).click()
}

/** Chooses a roster file and waits for the dry run. */
export async function chooseRoster(page: Page, file: string): Promise<void> {
  await page.getByLabel('选文件').setInputFiles(file)
  await expect(page.getByRole('heading', { name: '名单读好了，看一遍就能用' })).toBeVisible()
}

/** Says yes to the dry run and waits until the children are in the class. */
export async function importRoster(page: Page, children: number): Promise<void> {
  await page.getByRole('button', { name: `导入这 ${children} 个` }).click()
  await expect(page.getByRole('heading', { name: `${children} 个孩子进班了` })).toBeVisible()
}

/** Makes the slips of the class on the screen that prints them. */
export async function makeSlips(page: Page): Promise<void> {
  await page.getByRole('button', { name: '做好全班的邀请单' }).click()
  await expect(page.getByRole('button', { name: '打印' })).toBeVisible()
}

/** Reads the code that is printed on a child's slip. */
export async function codeOnSlip(page: Page, child: string): Promise<string> {
  const slip = page.getByRole('article').filter({ has: page.getByRole('heading', { name: child }) })
  return (await slip.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).innerText()).trim()
}

/** Lets one who waits in, or not, by what they said of themselves. */
export async function decideClaim(page: Page, said: string, yes: boolean): Promise<void> {
  const claim = page.getByRole('article').filter({ hasText: said })
  await claim.getByRole('button', { name: yes ? '认得，通过' : '不认得' }).click()
  if (!yes) await page.getByRole('dialog').getByRole('button', { name: '不让进来' }).click()
  await expect(claim).toHaveCount(0)
}

/** A holiday as the teacher writes it, from opening the sheet to sending it. Returns the notice. */
export async function postHoliday(page: Page, h: { title: string; text: string; leave: number; back: number; bring: string[] }): Promise<string> {
  await page.getByRole('link', { name: '发通知' }).first().click()
  await page.getByRole('button', { name: '放假' }).click()
  await page.getByLabel('标题').fill(h.title)
  await page.getByLabel('正文').fill(h.text)
  await page.getByLabel('离校').fill(inputOf(h.leave, '07:30'))
  await page.getByLabel('换个说法').first().fill('清早')
  await page.getByLabel('返校').fill(inputOf(h.back, '18:20'))
  await page.getByLabel('换个说法').last().fill('前')
  for (const [i, thing] of h.bring.entries()) {
    await page.getByRole('button', { name: i ? '再加一样' : '列几样要带要做的' }).click()
    await page.getByLabel(`第 ${i + 1} 样`, { exact: true }).fill(thing)
  }
  await page.getByLabel('什么时候以前回应').fill(inputOf(1, '20:00'))
  return send(page)
}

/** Sends the sheet that is open; returns the notice it became. */
export async function send(page: Page): Promise<string> {
  await page.getByRole('button', { name: '发出去' }).click()
  await expect(page).toHaveURL(/notice=/)
  return new URL(page.url()).searchParams.get('notice') as string
}

/** Where a child's receipt stands in the room beside the notice. */
export const seat = (page: Page, child: string, state: '确认' | '看过' | '送达' | '没回音') =>
  page.getByRole('group', { name: '教室座位' }).getByRole('button', { name: `${child}，${state}` })
