import { describe, expect, it } from 'vitest'
import { readOrientation, uprightMatrix } from './orientation'
import { fit, isHeic, kindOf } from './shrink'
import { lengthOf, weightOf } from './types'

describe('making a picture smaller', () => {
  it('keeps its shape within the longest side, and never enlarges', () => {
    expect(fit(4000, 3000, 2560)).toEqual({ width: 2560, height: 1920 })
    expect(fit(3000, 4000, 2560)).toEqual({ width: 1920, height: 2560 })
    expect(fit(640, 480, 2560)).toEqual({ width: 640, height: 480 })
    expect(fit(9000, 2, 2560)).toEqual({ width: 2560, height: 1 })
  })
  it('knows what a file is by its type, or by its name where phones give none', () => {
    expect(kindOf({ type: 'image/png', name: 'a' })).toBe('image')
    expect(kindOf({ type: 'video/mp4', name: 'a' })).toBe('video')
    expect(kindOf({ type: '', name: 'IMG_5195.HEIC' })).toBe('image')
    expect(kindOf({ type: '', name: 'plan.docx' })).toBe('file')
    expect(isHeic({ type: 'image/heif', name: 'x' })).toBe(true)
  })
})

describe('the note how a picture was held', () => {
  /** A JPEG's first bytes: a JFIF part, then Exif with a line before the note. */
  function camera(note: number, little: boolean): ArrayBuffer {
    const view = new DataView(new ArrayBuffer(70))
    const two = (at: number, n: number, order = false) => view.setUint16(at, n, order)
    two(0, 0xffd8)
    two(2, 0xffe0); two(4, 16)
    two(20, 0xffe1); two(22, 48)
    view.setUint32(24, 0x45786966)
    two(30, little ? 0x4949 : 0x4d4d); two(32, 42, little)
    view.setUint32(34, 8, little)
    two(38, 2, little)
    two(40, 0x010f, little)
    two(52, 0x0112, little); two(60, note, little)
    return view.buffer
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is read whichever way its numbers are written: %i', (n) => {
    expect(readOrientation(camera(n, true))).toBe(n)
    expect(readOrientation(camera(n, false))).toBe(n)
  })
  it('is upright where nothing is noted or the file is no JPEG', () => {
    expect(readOrientation(new Uint8Array([0xff, 0xd8, 0xff, 0xda, 0, 2]).buffer)).toBe(1)
    expect(readOrientation(camera(9, true))).toBe(1)
    expect(readOrientation(new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBe(1)
    expect(readOrientation(new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d]).buffer)).toBe(1)
  })
  it.each([2, 3, 4, 5, 6, 7, 8])('turns the corners into the frame: %i', (note) => {
    const [w, h] = [40, 30]
    const [a, b, c, d, e, f] = uprightMatrix(note, w, h)
    const corners = [[0, 0], [w, 0], [0, h], [w, h]].map(([x, y]) => [a * (x as number) + c * (y as number) + e, b * (x as number) + d * (y as number) + f])
    const frame = note >= 5 ? [h, w] : [w, h]
    expect([Math.min(...corners.map((p) => p[0] as number)), Math.max(...corners.map((p) => p[0] as number))]).toEqual([0, frame[0]])
    expect([Math.min(...corners.map((p) => p[1] as number)), Math.max(...corners.map((p) => p[1] as number))]).toEqual([0, frame[1]])
  })
})

it('writes lengths and weights as people read them', () => {
  expect([lengthOf(18), lengthOf(725.4), lengthOf(0)]).toEqual(['0:18', '12:05', '0:00'])
  expect([weightOf(200), weightOf(491520), weightOf(2.4 * 1048576), weightOf(300 * 1048576)]).toEqual(['1 KB', '480 KB', '2.4 MB', '300 MB'])
})
