// Cameras store a picture as the sensor saw it and note how to turn it. Newer engines turn it when they decode;
// for the others the note is read here. The numbers are those of Exif, 1 (upright) to 8.

// Two pixels side by side, with the note to turn them upright: an engine that obeys sees one above the other.
const sample = '/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wCEAP////////////////////////////////////////////////////////////////////////////////////8B///////////////////////////////////////////////////////////////////////////////////////AAAsIAAEAAgEBEQD/xADSAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAAgBAQAAPwCOv//Z'

let turns: Promise<boolean> | undefined

/** Whether this engine turns pictures by itself. */
export function engineTurns(): Promise<boolean> {
  turns = turns ?? new Promise<boolean>((know) => {
    const img = new Image()
    img.onload = () => know(img.naturalWidth === 1)
    img.onerror = () => know(false)
    img.src = `data:image/jpeg;base64,${sample}`
  })
  return turns
}

/** The note of a JPEG's first bytes; 1 where there is none or it makes no sense. */
export function readOrientation(bytes: ArrayBuffer): number {
  const view = new DataView(bytes)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return 1
  for (let at = 2; at + 10 < view.byteLength;) {
    const marker = view.getUint16(at)
    if (marker >> 8 !== 0xff || marker === 0xffda) return 1
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return inExif(view, at + 10)
    at += 2 + view.getUint16(at + 2)
  }
  return 1
}

function inExif(view: DataView, start: number): number {
  if (start + 8 > view.byteLength) return 1
  const little = view.getUint16(start) === 0x4949
  const list = start + view.getUint32(start + 4, little)
  if (list + 2 > view.byteLength) return 1
  const count = view.getUint16(list, little)
  for (let i = 0; i < count; i++) {
    const line = list + 2 + 12 * i
    if (line + 10 > view.byteLength) return 1
    if (view.getUint16(line, little) !== 0x0112) continue
    const note = view.getUint16(line + 8, little)
    return note >= 1 && note <= 8 ? note : 1
  }
  return 1
}

/** The canvas matrix that sets a picture of the given drawn size upright. */
export function uprightMatrix(note: number, width: number, height: number): [number, number, number, number, number, number] {
  switch (note) {
    case 2: return [-1, 0, 0, 1, width, 0]
    case 3: return [-1, 0, 0, -1, width, height]
    case 4: return [1, 0, 0, -1, 0, height]
    case 5: return [0, 1, 1, 0, 0, 0]
    case 6: return [0, 1, -1, 0, height, 0]
    case 7: return [0, -1, -1, 0, height, width]
    case 8: return [0, -1, 1, 0, 0, width]
  }
  return [1, 0, 0, 1, 0, 0]
}
