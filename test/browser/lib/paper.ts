import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** What came out of the printer. */
export interface Paper {
  pages: number
  /** Width and height of a page in mm. */
  size: [number, number]
  text: string
}

/** Prints the page as it is into a PDF and reads that back. */
export async function printOut(page: Page): Promise<Paper> {
  const dir = mkdtempSync(join(tmpdir(), 'magpie-paper-'))
  const file = join(dir, 'out.pdf')
  try {
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
    const points = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? []
    const mm = (point?: string) => Math.round((Number(point) / 72) * 25.4)
    return {
      pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
      size: [mm(points[1]), mm(points[2])],
      text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
