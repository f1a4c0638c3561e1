import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './server.ts'

const out = join(root, 'test/browser/out')

/** Takes a picture for people to look at; where nobody looks, none is taken. */
export async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  if (process.env.CI) return
  mkdirSync(out, { recursive: true })
  await page.screenshot({ path: join(out, `${name}.png`), fullPage })
}

/** No serious or critical finding, and nothing sticks out sideways. */
export async function sound(page: Page, name: string): Promise<void> {
  const found = await new AxeBuilder({ page }).options({ resultTypes: ['violations'], iframes: false }).analyze()
  const bad = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
  expect.soft(bad.map((v) => `${name}: ${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(wide, `${name} scrolls sideways by ${wide} px`).toBeLessThanOrEqual(0)
}

/** Takes a picture for the README: into docs/screens when MAGPIE_SCREENS is set. */
export async function portray(page: Page, name: string): Promise<void> {
  const dir = process.env.MAGPIE_SCREENS ? join(root, 'docs/screens') : out
  mkdirSync(dir, { recursive: true })
  await page.screenshot({ path: join(dir, `${name}.png`), animations: 'disabled' })
}
