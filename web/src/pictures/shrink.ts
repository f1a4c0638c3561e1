import type { Attached } from './types'
import { engineTurns, readOrientation, uprightMatrix } from './orientation'

/** The longest side a picture is sent with, and about how heavy it may be. */
export const aim = { side: 2560, bytes: 560 * 1024 }

const qualities = [0.86, 0.78, 0.7, 0.6, 0.5]
const thumbSide = 240
const headBytes = 128 * 1024 // Exif stands at a file's beginning

/** The picture is in a format this engine cannot open, so it can be neither made smaller nor shown to others. */
export class UnreadableFormat extends Error {}

/** What a file is, by the type its device gave it or else by its name. The server judges by the bytes. */
export function kindOf(file: { type: string; name: string }): Attached['kind'] {
  const kind = file.type.split('/')[0]
  if (kind === 'image' || kind === 'video' || kind === 'audio') return kind
  return isHeic(file) ? 'image' : 'file'
}

/** Pictures as newer phones store them; most browsers cannot open them. */
export function isHeic(file: { type: string; name: string }): boolean {
  return /^image\/hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name)
}

/** The size to draw with: the longest side within `most`, never larger than it was. */
export function fit(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A picture made ready: `small` is what to send, null to send the file as it is; `thumb` is for this device's own screen. */
export interface Shrunk { small: Blob | null; thumb: Blob | null }

/**
 * Makes a picture fit to be sent: upright, at most 2560 on its longest side, about 500 KB. What is small already, or
 * cannot be opened here, goes as it is and the server judges. Throws UnreadableFormat for HEIC that cannot be opened.
 */
export async function shrink(file: File): Promise<Shrunk> {
  const picture = await open(file)
  if (!picture) {
    if (isHeic(file)) throw new UnreadableFormat()
    return { small: null, thumb: null }
  }
  const { naturalWidth: width, naturalHeight: height } = picture
  const note = (await engineTurns()) ? 1 : readOrientation(await bufferOf(file.slice(0, headBytes)))
  const light = /^image\/(jpeg|png|webp)$/.test(file.type) && file.size <= aim.bytes && Math.max(width, height) <= aim.side
  const small = light ? null : await redraw(picture, aim.side, note, qualities)
  return { small, thumb: await redraw(picture, thumbSide, note, [0.7]) }
}

/** Loads a picture; null when this engine cannot. */
function open(file: Blob): Promise<HTMLImageElement | null> {
  return new Promise((done) => {
    const address = URL.createObjectURL(file)
    const img = new Image()
    const end = (opened: HTMLImageElement | null) => () => {
      URL.revokeObjectURL(address)
      done(opened)
    }
    img.onload = end(img)
    img.onerror = end(null)
    img.src = address
  })
}

function bufferOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as ArrayBuffer)
    reader.onerror = () => failed(reader.error)
    reader.readAsArrayBuffer(blob)
  })
}

/** Draws a picture anew within `side`, with the best of the qualities that is light enough. */
async function redraw(picture: HTMLImageElement, side: number, note: number, tries: number[]): Promise<Blob | null> {
  const { width, height } = fit(picture.naturalWidth, picture.naturalHeight, side)
  const canvas = document.createElement('canvas')
  const lying = note >= 5
  canvas.width = lying ? height : width
  canvas.height = lying ? width : height
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.fillStyle = '#fff' // JPEG has no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.setTransform(...uprightMatrix(note, width, height))
  pen.drawImage(picture, 0, 0, width, height)
  let out: Blob | null = null
  for (const quality of tries) {
    out = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (!out || out.size <= aim.bytes) break
  }
  canvas.width = canvas.height = 0 // old phones keep a canvas's memory until it is emptied
  return out
}
