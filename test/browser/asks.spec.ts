import { expect, test, type Page } from '@playwright/test'
import { gather, type Cast } from './lib/cast.ts'
import { askCard } from './lib/family.ts'
import { shoot } from './lib/look.ts'
import { printOut } from './lib/paper.ts'
import { serve, type Server } from './lib/server.ts'
import { send } from './lib/teacher.ts'
import { inputOf } from './lib/times.ts'

// What a school asks for besides "I know": a form the teacher built, a chain, a vote, a signature, a question
// that shows whether it was understood. One class, one server.
test.describe.configure({ mode: 'serial' })

let server: Server
let cast: Cast

test.beforeAll(async ({ browser }) => {
  server = await serve()
  cast = await gather(browser, server)
})

test.afterAll(async () => {
  await server.stop()
})

/** Opens a sheet of a kind and writes what every kind has. */
async function begin(page: Page, kind: string, title: string, text: string): Promise<void> {
  await page.goto(`${server.url}/class/${cast.cls}/new`)
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('正文').fill(text)
}

/** Opens what a family was asked, from its home. */
async function open(page: Page, title: string): Promise<void> {
  await page.goto(`${server.url}/feed`)
  await askCard(page, title).getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

test('a form the teacher built is filled in without a network, and read as a table', async () => {
  const { deputy, neighbour } = cast
  const { page } = deputy
  await begin(page, '表格', '元旦联欢会', '在教室，家长也可以来。')
  await page.getByLabel('问什么').fill('来几位')
  await page.getByLabel('怎么答').selectOption({ label: '数字' })
  await page.getByLabel('最大').fill('4')
  await page.getByRole('switch', { name: '一定要填' }).check({ force: true })
  await page.getByRole('button', { name: '再加一项' }).click()
  await page.getByLabel('问什么').fill('带什么节目')
  await shoot(page, 'asks-builder')
  const notice = await send(page)

  await open(neighbour.page, '元旦联欢会')
  await neighbour.context.setOffline(true)
  await neighbour.page.getByRole('button', { name: '交给老师' }).click()
  await expect(neighbour.page.locator('[aria-invalid="true"]').first()).toBeVisible() // how many must be said
  await neighbour.page.getByLabel('来几位').fill('3')
  await neighbour.page.getByLabel(/带什么节目/).fill('=1+1 <b>口琴</b>')
  await neighbour.page.getByRole('button', { name: '交给老师' }).click()
  await expect(neighbour.page.getByRole('status').filter({ hasText: '没有网络。 有 1 条等着发' })).toBeVisible()
  await shoot(neighbour.page, 'asks-form-offline')
  await neighbour.context.setOffline(false)

  await page.goto(`${server.url}/notice/${notice}/answers`)
  await page.getByRole('button', { name: /^一家一家/ }).click()
  await expect(page.getByText('=1+1 <b>口琴</b>')).toBeVisible() // words stay words
  await shoot(page, 'asks-answers')
})

test('a chain counts in order for everybody to read', async () => {
  const { teacher, mother, neighbour } = cast
  await begin(teacher.page, '接龙', '周日拼车', '谁家的车还有空座？')
  const notice = await send(teacher.page)
  for (const [n, who, words] of [[1, neighbour, '南湖西门 16:30，两座'], [2, mother, '城东 16:00，一座']] as const) {
    await open(who.page, '周日拼车')
    await who.page.getByLabel('接一句').fill(words)
    await who.page.getByRole('button', { name: '接上' }).click()
    await expect(who.page.getByText(`接上了，你是第 ${n} 个`)).toBeVisible()
  }
  await mother.page.getByRole('link', { name: '看大家接的' }).click()
  await expect(mother.page.getByRole('listitem').filter({ hasText: '南湖西门 16:30，两座' })).toContainText('1')
  await shoot(mother.page, 'asks-chain')
  await teacher.page.goto(`${server.url}/chain/${notice}`)
  await expect(teacher.page.getByText('城东 16:00，一座')).toBeVisible()
  const paper = await printOut(teacher.page)
  for (const word of ['周日拼车', '南湖西门', '城东']) expect(paper.text).toContain(word)
})

test('a secret vote says how many voted and not who chose what', async () => {
  const { deputy, neighbour } = cast
  await begin(deputy.page, '投票', '春游去哪儿', '选一个。')
  await deputy.page.getByLabel('选项 1', { exact: true }).fill('植物园')
  await deputy.page.getByLabel('选项 2', { exact: true }).fill('博物馆')
  await deputy.page.getByRole('switch', { name: '不记名' }).check({ force: true })
  const notice = await send(deputy.page)
  await open(neighbour.page, '春游去哪儿')
  await neighbour.page.getByRole('radio', { name: '博物馆' }).check({ force: true })
  await neighbour.page.getByRole('button', { name: '投这一票' }).click()
  await expect(neighbour.page.getByText('投好了。谁也看不出你选了什么')).toBeVisible()
  await deputy.page.goto(`${server.url}/notice/${notice}/answers`)
  await expect(deputy.page.getByText(/^不记名投票，投了 1 票/)).toBeVisible()
  await expect(deputy.page.getByText('博物馆')).toHaveCount(0)
  await shoot(deputy.page, 'asks-poll')
})

test('a slip is signed with a finger and printed with the words it signs', async () => {
  const { teacher, neighbour } = cast
  await begin(teacher.page, '同意书', '博物馆研学', '8:00 上车，16:30 回校。同意孩子参加请签名。')
  await send(teacher.page)
  const { page } = neighbour
  await open(page, '博物馆研学')
  await page.getByRole('radio', { name: '同意', exact: true }).check({ force: true })
  const pad = page.getByRole('img', { name: /请在这里签名|在这里/ })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('no place to sign')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  for (let i = 0; i < 8; i++) await page.mouse.move(box.x + 60 + i * 20, box.y + (i % 2 ? 30 : 80), { steps: 2 })
  await page.mouse.up()
  await shoot(page, 'asks-sign')
  await page.getByRole('button', { name: '签好了，交给老师' }).click()
  await expect(page.getByText('签好了，交给老师了')).toBeVisible()
  await page.getByRole('link', { name: '打印签好的同意书' }).click()
  await expect(page).toHaveURL(/\/slip/)
  await expect(page.getByRole('button', { name: '打印' })).toBeVisible()
  const paper = await printOut(page)
  for (const word of ['博物馆研学', '16:30 回校', '陈思雨']) expect(paper.text).toContain(word)
})

test('who answers the question wrong is shown the line again', async () => {
  const { teacher, father } = cast
  const { page } = teacher
  await begin(page, '通知', '学考放假', '早饭后离开宿舍。')
  await page.getByRole('button', { name: '放假', exact: true }).click()
  await page.getByLabel('离校').fill(inputOf(3, '07:30'))
  await page.getByLabel('返校').fill(inputOf(6, '18:20'))
  await page.getByRole('radio', { name: /^答对一题/ }).check({ force: true })
  await expect(page.getByLabel('问什么')).toHaveValue(/离校|返校/)
  await shoot(page, 'asks-question')
  const answers = await page.getByRole('textbox', { name: /^答案 \d$/ }).evaluateAll((all) => all.map((i) => (i as HTMLInputElement).value))
  const right = await page.getByRole('radio', { name: /是对的$/ }).evaluateAll((all) => all.findIndex((r) => (r as HTMLInputElement).checked))
  await send(page)
  const { page: home } = father
  await open(home, '学考放假')
  const answer = async (which: number) => {
    await home.getByRole('radio', { name: answers[which], exact: true }).check({ force: true })
    await home.getByRole('button', { name: '就是这个' }).click()
  }
  await answer((right + 1) % 3)
  await expect(home.getByRole('alert').filter({ hasText: '不是这个。再看一遍这一句' })).toBeVisible()
  await shoot(home, 'asks-wrong')
  await answer(right)
  await expect(home.getByText('答对了，明白了')).toBeVisible()
})
