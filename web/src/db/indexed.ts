import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Entry } from '../api/types'
import type { Store, Waiting } from './store'

interface Schema extends DBSchema {
  entries: { key: [string, number]; value: Entry }
  heads: { key: string; value: number }
  things: { key: string; value: unknown }
  outbox: { key: string; value: Waiting }
}

const version = 1
const name = (person: string) => `magpie-${person}`
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** Opens one person's store in IndexedDB; rejects where the frame forbids it. */
export async function indexedStore(person: string): Promise<Store> {
  const db = await openDB<Schema>(name(person), version, {
    upgrade(made) {
      made.createObjectStore('entries', { keyPath: ['conversation', 'seq'] })
      made.createObjectStore('heads')
      made.createObjectStore('things')
      made.createObjectStore('outbox', { keyPath: 'id' })
    },
    blocking(_, __, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
  return {
    entries: (conversation, limit, before) => newest(db, conversation, limit, before),
    keep: (conversation, entries, head) => keep(db, conversation, entries, head),
    heads: () => heads(db),
    get: async <T>(key: string) => (await db.get('things', key)) as T | undefined,
    set: (key, value) => put(db, key, value),
    remove: (key) => db.delete('things', key),
    waiting: async () => (await db.getAll('outbox')).sort((a, b) => a.order - b.order),
    wait: async (item) => void (await db.put('outbox', plain(item) as Waiting)),
    sent: (id) => db.delete('outbox', id),
    async wipe() {
      db.close()
      await deleteDB(name(person))
    },
  }
}

// Committed at once and not when the page comes round to it, so that words typed just before it closes are kept.
async function put(db: IDBPDatabase<Schema>, key: string, value: unknown): Promise<void> {
  const tx = db.transaction('things', 'readwrite')
  const done = tx.store.put(plain(value), key)
  if (typeof tx.commit === 'function') tx.commit()
  await Promise.all([done, tx.done])
}

async function newest(db: IDBPDatabase<Schema>, conversation: string, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<Entry[]> {
  const out: Entry[] = []
  const range = IDBKeyRange.bound([conversation, 0], [conversation, before], false, true)
  let cursor = await db.transaction('entries').store.openCursor(range, 'prev')
  while (cursor && out.length < limit) {
    out.push(cursor.value)
    cursor = await cursor.continue()
  }
  return out.reverse()
}

async function keep(db: IDBPDatabase<Schema>, conversation: string, entries: Entry[], head: number | null): Promise<void> {
  const tx = db.transaction(['entries', 'heads'], 'readwrite')
  const log = tx.objectStore('entries')
  for (const e of entries) {
    const known = await log.get([conversation, e.seq])
    if (!known || known.rev <= e.rev) await log.put(e)
  }
  if (head !== null) {
    const before = (await tx.objectStore('heads').get(conversation)) ?? 0
    if (head > before) await tx.objectStore('heads').put(head, conversation)
  }
  await tx.done
}

async function heads(db: IDBPDatabase<Schema>): Promise<Record<string, number>> {
  const tx = db.transaction('heads')
  const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()])
  const out: Record<string, number> = {}
  keys.forEach((k, i) => { out[k] = values[i] as number })
  return out
}
