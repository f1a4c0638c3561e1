import type { MediaAttached, MediaFile } from '../api/schema'

/** A file that may stand in a message or an album, as the server describes it. `placeholder` is a tiny picture as a data address, for the time until the real one is there. */
export type Attached = MediaAttached

/** A file of my own while the server looks at it and after. */
export type StoredFile = MediaFile

/** The sizes a file is served in; `thumb` is 320 wide, `medium` 960, `large` up to 2560. */
export type Size = 'thumb' | 'medium' | 'large' | 'poster' | 'video' | 'audio' | 'file' | 'original'

/** The address of one size of a file; the server judges every request. */
export const sizeOf = (file: string, size: Size) => `/api/v1/files/${file}/${size}`

/** 0:18, 12:05. */
export function lengthOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const rest = whole % 60
  return `${Math.floor(whole / 60)}:${rest < 10 ? '0' : ''}${rest}`
}

/** 480 KB, 2.4 MB. */
export function weightOf(bytes: number): string {
  const kb = bytes / 1024
  if (kb < 1000) return `${Math.max(1, Math.round(kb))} KB`
  const mb = kb / 1024
  return mb < 1000 ? `${mb.toFixed(mb < 10 ? 1 : 0)} MB` : `${(mb / 1024).toFixed(1)} GB`
}

/** How far one picked file is: `picked` waits to be made smaller, `working` is with the server, `failed` may be tried again, `refused` may not. */
export type UploadState = 'picked' | 'shrinking' | 'sending' | 'working' | 'ready' | 'failed' | 'refused'

/** One picked file on its way to the server. `sent` of `size` bytes are there; `file` is known once it is ready. */
export interface Upload {
  id: string
  /** The composer it was picked in. */
  drawer: string
  name: string
  kind: Attached['kind']
  state: UploadState
  sent: number
  size: number
  /** The line is down; it goes on by itself. */
  waits: boolean
  /** An address of the picture on this device; '' for what has no picture. */
  preview: string
  error: { title: string; detail: string } | null
  file: StoredFile | null
}

/** The server forgot an upload; it has to begin anew. */
export class Forgotten extends Error {}
