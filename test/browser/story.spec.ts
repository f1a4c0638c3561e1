import { expect, test } from '@playwright/test'
import { findSample } from './lib/samples.ts'
import { shoot } from './lib/look.ts'
import { readWithKhal } from './lib/calendar.ts'
import { printOut } from './lib/paper.ts'
import { person, type Person } from './lib/people.ts'
import { serve, type Server } from './lib/server.ts'
import { agree, askCard, askStaff, enterClass, proveByDigits, proveByName, say, scan } from './lib/family.ts'
import { chooseRoster, codeOnSlip, decideClaim, head, importRoster, makeSlips, postHoliday, seat, send, setUp } from './lib/teacher.ts'
import { dateOf, inputOf } from './lib/times.ts'

// The whole story, from an empty machine to a calendar on a mother's phone. Each test is a chapter; they
// share one server and one cast, so a chapter that fails ends the story.
test.describe.configure({ mode: 'serial' })

let server: Server
let teacher: Person
let mother: Person
let grandfather: Person
let father: Person
let stranger: Person
let cls = ''
let notice = ''

const holiday = {
  title: '学考放假通知', text: '学校做学考考点，放假三天。早饭后 7:30 离开宿舍。', leave: 3, back: 6,
  bring: ['棉被、换洗衣服带回家', '返校那天带体检表'],
}

test.beforeAll(async ({ browser }) => {
  server = await serve()
  teacher = await person(browser, 'desk')
  mother = await person(browser, 'wechat')
  grandfather = await person(browser, 'small')
  father = await person(browser, 'phone')
  stranger = await person(browser, 'phone')
})

test.afterAll(async () => {
  await server.stop()
})

test('1. the head teacher sets the school up by the printed link, once', async () => {
  cls = await setUp(teacher.page, server.setup)
  await stranger.page.goto(server.setup)
  await expect(stranger.page.getByRole('heading', { name: '这所学校已经开好了' })).toBeVisible()
})

test('2. the roster the school has is read, looked at and imported', async () => {
  const { page } = teacher
  await chooseRoster(page, findSample('rosters/gaoyi3.xlsx'))
  for (const [header, meaning] of [['姓名', '孩子姓名'], ['学号', '学号'], ['父亲电话', '爸爸手机'], ['母亲电话', '妈妈手机']]) {
    await expect(page.getByRole('combobox', { name: `“${header}”这一列` }).locator('option:checked')).toHaveText(meaning as string)
  }
  const panel = page.getByRole('complementary').filter({ hasText: '试运行' })
  await expect(panel).toContainText('还没有写进任何东西')
  await expect(panel).toContainText('45 个孩子')
  await expect(page.getByRole('button', { name: '全部 45' })).toBeVisible()
  await expect(page.getByText('号码位数不对')).toBeVisible()
  await expect(page.getByText('一个号码也没有，联系不上这家')).toHaveCount(2)
  await shoot(page, 'story-import')
  await importRoster(page, 45)
})

test('3. one slip for each child, six pages of A4', async () => {
  const { page } = teacher
  await page.getByRole('link', { name: '发邀请单' }).click()
  await makeSlips(page)
  await expect(page.getByText('45 张，6 页 A4，一家一张')).toBeVisible()
  const paper = await printOut(page)
  expect(paper.pages).toBe(6)
  expect(paper.size).toEqual([210, 297])
  for (const word of ['谭嘉豪', '汪依诺', await codeOnSlip(page, '谭嘉豪'), '只给谭嘉豪一家用']) expect(paper.text).toContain(word)
  await shoot(page, 'story-slips')
})

test('4a. a mother joins by her slip inside WeChat', async () => {
  const link = `${server.url}/j/${await codeOnSlip(teacher.page, '谭嘉豪')}`
  const { page } = mother
  await scan(page, link, '妈妈')
  await expect(page.getByText('谭')).toHaveCount(0)
  await proveByDigits(page, '9999')
  await expect(page.getByText('和留给学校的号码对不上。')).toBeVisible()
  await proveByDigits(page, '0002')
  await agree(page)
  await enterClass(page)
  await stranger.page.goto(link)
  await expect(stranger.page.getByRole('heading', { name: '这张邀请单用过了' })).toBeVisible()
})

test('4b. a grandfather stands in; the teacher lets him', async () => {
  const { page } = grandfather
  await scan(page, `${server.url}/j/${await codeOnSlip(teacher.page, '郭明轩')}`, '爷爷')
  await askStaff(page, '13700002468')
  await agree(page)
  await expect(page.getByRole('heading', { name: '已经交给老师核对' })).toBeVisible()
  await teacher.page.goto(`${server.url}/claims/${cls}`)
  await decideClaim(teacher.page, '说是郭明轩的爷爷', true)
  await expect(page).toHaveURL(/\/feed$/)
})

test('4c. a father joins by the class poster, a stranger does not', async () => {
  await teacher.page.goto(`${server.url}/poster/${cls}`)
  const words = await teacher.page.getByLabel('现成的话').inputValue()
  const poster = /https?:\S+\/j\/\S+/.exec(words)?.[0] as string
  await scan(father.page, poster, '爸爸')
  await proveByName(father.page, '白安琪', '13500000005')
  await agree(father.page)
  await enterClass(father.page)
  await scan(stranger.page, poster, '爸爸')
  await proveByName(stranger.page, '丁晓彤', '13312345678')
  await agree(stranger.page)
  await expect(stranger.page.getByText(`${head.class}的老师认一下就好`)).toBeVisible()
  await teacher.page.goto(`${server.url}/claims/${cls}`)
  await decideClaim(teacher.page, '说是丁晓彤的爸爸', false)
  await expect(stranger.page.getByRole('heading', { name: '老师没有通过' })).toBeVisible()
})

test('5. the teacher sees which families are within reach', async () => {
  const { page } = teacher
  await page.goto(`${server.url}/coverage/${cls}`)
  await expect(page.getByText(/^3 \/ 45 个孩子$/)).toBeVisible()
  await expect(page.getByRole('button', { name: '谭嘉豪，家长已加入' })).toBeVisible()
  await expect(page.getByRole('button', { name: '郭明轩，只有代收人' })).toBeVisible()
  await expect(page.getByRole('button', { name: '丁晓彤，邀请单已发' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '今天不用打电话' })).toBeVisible()
  await shoot(page, 'story-coverage')
})

test('6. a notice reaches every family live, labelled with the child', async () => {
  const { page } = teacher
  await page.goto(`${server.url}/class/${cls}`)
  notice = await postHoliday(page, holiday)
  for (const [who, child] of [[mother, '谭嘉豪'], [grandfather, '郭明轩'], [father, '白安琪']] as const) {
    const card = askCard(who.page, holiday.title)
    await expect(card).toContainText(child)
    await expect(card).toContainText(`${dateOf(holiday.leave)} 清早离校`)
    await expect(card).toContainText('18:20 前返校')
  }
  await expect(page.getByRole('group', { name: '教室座位' }).getByRole('button')).toHaveCount(45)
  await expect(father.page.getByText('谭嘉豪')).toHaveCount(0)
  await shoot(mother.page, 'story-home')
})

test('7a. a mother reads, which counts once she could have, and confirms in one tap', async () => {
  const { page } = mother
  const opened = Date.now()
  await askCard(page, holiday.title).getByRole('link', { name: holiday.title }).click()
  const read = await page.waitForRequest(/\/asks\/[^/]+\/read$/)
  const shown = (read.postDataJSON() as { shownMs: number }).shownMs
  const due = Math.min(1200 + 40 * [holiday.title, holiday.text, ...holiday.bring].join('').length, 8000)
  expect(shown).toBeGreaterThanOrEqual(due)
  expect(Date.now() - opened).toBeGreaterThanOrEqual(due)
  await expect(seat(teacher.page, '谭嘉豪', '看过')).toBeVisible()
  await page.getByLabel(holiday.bring[0] as string).check({ force: true })
  await shoot(page, 'story-notice')
  await page.getByRole('button', { name: '确认知道了' }).click()
  await expect(seat(teacher.page, '谭嘉豪', '确认')).toBeVisible()
})

test('7b. "收到，谢谢老师" becomes a receipt and a thank-you, and can be taken back', async () => {
  const { page } = father
  await askCard(page, holiday.title).getByRole('link', { name: holiday.title }).click()
  await say(page, '收到，谢谢老师')
  await expect(page.getByText('已替你记成回执，不刷屏')).toBeVisible()
  await expect(page.getByText('收到 ×1')).toBeVisible()
  await expect(seat(teacher.page, '白安琪', '确认')).toBeVisible()
  await page.getByRole('button', { name: /^撤回/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click()
  await expect(seat(teacher.page, '白安琪', '确认')).toHaveCount(0)
})

test('7c. a grandfather answers without a network; it arrives later, once', async () => {
  const { page, context } = grandfather
  await context.setOffline(true)
  await askCard(page, holiday.title).getByRole('button', { name: '确认知道了' }).click()
  await expect(askCard(page, holiday.title)).toContainText('存在手机里，连上网就发给')
  await expect(page.getByRole('status').filter({ hasText: '没有网络。 有 1 条等着发' })).toBeVisible()
  await expect(seat(teacher.page, '郭明轩', '确认')).toHaveCount(0)
  await shoot(page, 'story-offline')
  await context.setOffline(false)
  await expect(seat(teacher.page, '郭明轩', '确认')).toBeVisible()
  const mine = (await receipts()).find((r) => r.name === '郭明轩')
  expect(mine?.by.filter((b) => b.level === 'confirm').map((b) => b.label)).toEqual(['郭明轩爷爷'])
})

test('8. the numbers move, the silent stand first and are reminded once', async () => {
  const { page } = teacher
  await expect(page.getByText(/^[23] ?\/ 45 家有回音/)).toBeVisible()
  const first = await receipts()
  const silent = first.findIndex((r) => r.state === 'confirmed')
  expect(first.slice(0, silent).every((r) => r.state !== 'confirmed')).toBe(true)
  await page.getByRole('button', { name: /^提醒这 1 家/ }).click()
  await expect(page.getByText('提醒了 1 家')).toBeVisible()
  await expect(page.getByRole('button', { name: '都提醒过了' })).toBeDisabled()
  await expect(page.getByText(/1 家刚提醒过，.* 以后可以再提醒/)).toBeVisible()
  await shoot(page, 'story-desk')
})

test('the machine dies; nothing is lost and every screen comes back by itself', async () => {
  const before = await receipts()
  await server.kill()
  await server.restart()
  expect(await receipts()).toEqual(before)
  await teacher.page.goto(`${server.url}/class/${cls}/new`)
  await teacher.page.getByLabel('标题').fill('明天下午大扫除')
  await teacher.page.getByLabel('正文').fill('每人带一块抹布。')
  await send(teacher.page)
  await expect(grandfather.page.getByText('明天下午大扫除')).toBeVisible({ timeout: 40_000 })
})

test('9a. a correction shows what changed and asks again', async () => {
  const { page } = teacher
  await page.goto(`${server.url}/class/${cls}?notice=${notice}`)
  await page.getByRole('link', { name: '更正' }).click()
  await page.getByLabel('返校').fill(inputOf(holiday.back, '17:00'))
  await expect(page.getByRole('region', { name: '会这样改' })).toContainText('17:00 前')
  await expect(page.getByRole('switch', { name: '请大家重新确认' })).toBeChecked()
  await page.getByRole('button', { name: '发出更正' }).click()
  await expect(mother.page.getByRole('region', { name: '更正了' })).toContainText('18:20 前')
  await expect(mother.page.getByRole('region', { name: '更正了' })).toContainText('17:00 前')
  await shoot(mother.page, 'story-corrected')
  await mother.page.getByRole('button', { name: '再确认一次' }).click()
})

test('9b. the dates stand in her own calendar until she ends it', async () => {
  const { page, context } = mother
  await page.goto(`${server.url}/me/calendar`)
  await page.getByRole('button', { name: '生成我的日历链接' }).click()
  const link = await page.getByLabel('链接', { exact: true }).inputValue()
  const feed = await context.request.get(link)
  expect(feed.headers()['content-type']).toContain('text/calendar')
  const ics = await feed.text()
  expect(ics).toContain('SEQUENCE:1')
  const days = readWithKhal(ics)
  expect(days).toContain(inputOf(holiday.back, '').slice(0, 10))
  expect(days).toContain('谭嘉豪')
  await shoot(page, 'story-calendar')
  await page.getByRole('button', { name: '停用链接' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用链接' }).click()
  await expect(page.getByText('停用了')).toBeVisible()
  expect((await context.request.get(link)).status()).toBe(404)
})

interface Receipt { name: string; state: string; by: { label: string; level: string }[] }

async function receipts(): Promise<Receipt[]> {
  const answer = await teacher.context.request.get(`${server.url}/api/v1/notices/${notice}/receipts`)
  expect(answer.status()).toBe(200)
  return ((await answer.json()) as { items: Receipt[] }).items
}
