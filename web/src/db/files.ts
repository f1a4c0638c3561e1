import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { filesName } from './names'

/** A picked file as this device keeps it until it is sent: the bytes, and how far it is. */
export interface KeptFile {
  id: string
  order: number
  /** Which composer it belongs to, and the conversation it will stand in. */
  drawer: string
  conversation: string
  name: string
  kind: string
  blob: Blob
  thumb: Blob | null
  /** Whether the bytes are those to be sent. */
  ready: boolean
  /** Where the server takes the rest; '' until it is known. */
  url: string
  /** The file the server made of it; '' until then. */
  file: string
}

interface Schema extends DBSchema { files: { key: string; value: KeptFile } }

const opened = new Map<string, Promise<IDBPDatabase<Schema>>>()

function open(person: string): Promise<IDBPDatabase<Schema>> {
  const known = opened.get(person)
  if (known) return known
  const made = openDB<Schema>(filesName(person), 1, {
    upgrade(db) { db.createObjectStore('files', { keyPath: 'id' }) },
    blocking(_, __, event) {
      ;(event.target as IDBDatabase).close()
      opened.delete(person)
    },
  })
  opened.set(person, made)
  made.catch(() => opened.delete(person))
  return made
}

/** The person's picked files on this device, in the order they were picked; none where the frame forbids keeping them. */
export async function keptFiles(person: string): Promise<KeptFile[]> {
  try {
    return (await (await open(person)).getAll('files')).sort((a, b) => a.order - b.order)
  } catch {
    return []
  }
}

/** Keeps a file, or its newer state; false when the device has no room or forbids it, and then it lives only as long as the page. */
export async function keepFile(person: string, file: KeptFile): Promise<boolean> {
  try {
    await (await open(person)).put('files', file)
    return true
  } catch {
    return false
  }
}

/** Forgets one file. */
export async function dropFile(person: string, id: string): Promise<void> {
  await (await open(person).catch(() => undefined))?.delete('files', id).catch(() => {})
}
