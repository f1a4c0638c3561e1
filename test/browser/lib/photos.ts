import type { Page } from '@playwright/test'

/** A file as a phone's picker hands it over. */
export interface Photo { name: string; mimeType: string; buffer: Buffer }

/** Draws pictures as different from each other as a class's are; nobody's children are in them. */
export async function drawPhotos(page: Page, count: number): Promise<Photo[]> {
  const drawn = await page.evaluate((n) => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 1200
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    return Array.from({ length: n }, (_, i) => {
      pen.fillStyle = `hsl(${(i * 47) % 360}, 45%, 72%)`
      pen.fillRect(0, 0, 1600, 1200)
      pen.fillStyle = '#b5533c'
      pen.fillRect(0, 800, 1600, 400)
      for (let k = 0; k < 400; k++) {
        pen.fillStyle = `hsl(${(i * 31 + k * 7) % 360}, 60%, ${30 + (k % 40)}%)`
        pen.fillRect((k * 211 + i * 97) % 1600, (k * 137 + i * 53) % 1200, 60, 24)
      }
      pen.fillStyle = '#1c2430'
      pen.font = '300px sans-serif'
      pen.fillText(String(i + 1), 560, 640)
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] as string
    })
  }, count)
  return drawn.map((data, i) => ({ name: `IMG_${String(1001 + i)}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(data, 'base64') }))
}

/** How many files a zip holds, by its central directory. */
export function countZip(zip: Buffer): number {
  let n = 0
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) n++
  return n
}
