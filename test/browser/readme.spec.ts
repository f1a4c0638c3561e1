import { test, type Page } from '@playwright/test'
import { portray } from './lib/look.ts'
import { enter } from './lib/people.ts'
import { anAlbum, readSchool } from './lib/school.ts'
import { demo, type Server } from './lib/server.ts'

// The pictures of the README. They go to docs/screens when MAGPIE_SCREENS is set, else beside the others.

let server: Server

test.beforeAll(async () => {
  server = await demo()
})

test.afterAll(async () => {
  await server.stop()
})

async function take(page: Page, path: string, name: string): Promise<void> {
  await page.goto(server.url + path, { waitUntil: 'networkidle' })
  await portray(page, name)
}

test('the pictures of the README', async ({ browser }) => {
  const { cls, notice, student } = await readSchool(browser, server)
  await anAlbum(browser, server, cls)
  const desk = await enter(browser, server.links.teacher, 'desk')
  await take(desk.page, `/class/${cls}?notice=${notice}`, 'desk')
  await take(desk.page, `/coverage/${cls}`, 'coverage')
  const phone = await enter(browser, server.links.teacher, 'phone')
  await take(phone.page, '/today', 'today')
  await take(phone.page, `/notice/${notice}/receipts`, 'receipts')
  const mother = await enter(browser, server.links.mother, 'phone')
  await take(mother.page, '/feed', 'home')
  await take(mother.page, `/notice/${notice}`, 'notice')
  await take(mother.page, `/talk/f-${student}`, 'family-room')
  await take(mother.page, '/albums', 'albums')
  const elder = await enter(browser, server.links.grandfather, 'phone')
  await take(elder.page, '/feed', 'elder')
})
