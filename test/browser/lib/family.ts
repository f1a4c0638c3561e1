import { expect, type Page } from '@playwright/test'

/** Picks an answer tile; the radio itself lies under it, out of sight. */
async function choose(page: Page, word: string): Promise<void> {
  await page.getByRole('radio', { name: word, exact: true }).check({ force: true })
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()

/** Opens a slip or a poster and says who one is to the child. */
export async function scan(page: Page, link: string, relation: string): Promise<void> {
  await page.goto(link)
  await choose(page, relation)
  await next(page)
}

/** The second fact of a slip: the last four digits of the number the school has. */
export async function proveByDigits(page: Page, digits: string): Promise<void> {
  await page.getByLabel('手机号最后四位').pressSequentially(digits)
}

/** Nobody has this number yet: asks staff instead of proving it. */
export async function askStaff(page: Page, phone: string): Promise<void> {
  await page.getByRole('button', { name: '换号了，请老师核对' }).click()
  await page.getByLabel('你的手机号').fill(phone)
  await next(page)
}

/** The two facts of a class code: the child's name and one's own number. */
export async function proveByName(page: Page, child: string, phone: string): Promise<void> {
  await page.getByLabel('孩子的姓名').fill(child)
  await page.getByLabel('你的手机号').fill(phone)
  await next(page)
}

/** Accepts the class's rules, the last step. */
export async function agree(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: '最后，班里的约定' })).toBeVisible()
  await page.getByRole('button', { name: '我同意，进班' }).click()
}

/** Goes from the welcome to the class's notices. */
export async function enterClass(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: '进来了，欢迎' })).toBeVisible()
  await page.getByRole('link', { name: '看班里的通知' }).click()
  await expect(page).toHaveURL(/\/feed$/)
}

/** Says something under the notice that is open. */
export async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: '问一句' }).click()
  await page.getByLabel('要说的话').fill(words)
  await page.getByRole('dialog').getByRole('button', { name: '发出' }).click()
}

/** A notice's card among those that wait for an answer. */
export const askCard = (page: Page, title: string) =>
  page.getByRole('region', { name: '等你回应' }).getByRole('article').filter({ hasText: title })
