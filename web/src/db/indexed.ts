import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { Entry } from '../api/types'
import { bounds, surplus, unknown, type Known, type Store, type Waiting, type Wanted } from './store'

interface Schema extends DBSchema {
  entries: { key: [string, number]; value: Entry }
  heads: { key: string; value: Known }
  things: { key: string; value: unknown }
  outbox: { key: string; value: Waiting }
}

type Log = IDBPTransaction<Schema, ('entries' | 'heads')[], 'readwrite'>

const version = 2
const name = (person: string) => `magpie-${person}`
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
const whole = (conversation: string) => IDBKeyRange.bound([conversation, 0], [conversation, Number.MAX_SAFE_INTEGER])

/** Opens one person's store in IndexedDB; rejects where the frame forbids it. */
export async function indexedStore(person: string): Promise<Store> {
  const db = await openDB<Schema>(name(person), version, {
    upgrade: (made, from) => prepare(made, from),
    blocking(_, __, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
  return {
    entries: (conversation, limit, wanted) => newest(db, conversation, limit, wanted),
    keep: (conversation, entries, head) => keep(db, conversation, entries, head),
    restart: (conversation, entries, known) => restart(db, conversation, entries, known),
    known: async (conversation) => (await db.get('heads', conversation)) ?? unknown,
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

// The logs are a copy of the server's: a new shape of theirs begins them anew. What waits to be sent and what was typed stays.
function prepare(made: IDBPDatabase<Schema>, from: number): void {
  if (from >= 1) {
    made.deleteObjectStore('entries')
    made.deleteObjectStore('heads')
  } else {
    made.createObjectStore('things')
    made.createObjectStore('outbox', { keyPath: 'id' })
  }
  made.createObjectStore('entries', { keyPath: ['conversation', 'seq'] })
  made.createObjectStore('heads')
}

// Committed at once and not when the page comes round to it, so that words typed just before it closes are kept.
async function put(db: IDBPDatabase<Schema>, key: string, value: unknown): Promise<void> {
  const tx = db.transaction('things', 'readwrite')
  const done = tx.store.put(plain(value), key)
  if (typeof tx.commit === 'function') tx.commit()
  await Promise.all([done, tx.done])
}

async function newest(db: IDBPDatabase<Schema>, conversation: string, limit: number, { before = Number.MAX_SAFE_INTEGER, kinds }: Wanted = {}): Promise<Entry[]> {
  const out: Entry[] = []
  const tx = db.transaction(['entries', 'heads'])
  const from = kinds ? 0 : ((await tx.objectStore('heads').get(conversation))?.floor ?? 0)
  if (from >= before) return out
  const range = IDBKeyRange.bound([conversation, from], [conversation, before], false, true)
  let cursor = await tx.objectStore('entries').openCursor(range, 'prev')
  while (cursor && out.length < limit) {
    if (!kinds || kinds.indexOf(cursor.value.kind) >= 0) out.push(cursor.value)
    cursor = await cursor.continue()
  }
  return out.reverse()
}

async function keep(db: IDBPDatabase<Schema>, conversation: string, entries: Entry[], head: number | null): Promise<void> {
  const tx: Log = db.transaction(['entries', 'heads'], 'readwrite')
  const log = tx.objectStore('entries')
  for (const e of entries) {
    const known = await log.get([conversation, e.seq])
    if (!known || known.rev <= e.rev) await log.put(e)
  }
  const at = (await tx.objectStore('heads').get(conversation)) ?? unknown
  const rev = Math.max(at.rev, head ?? 0)
  const floor = (await trim(tx, conversation)) ?? at.floor
  if (rev !== at.rev || floor !== at.floor) await tx.objectStore('heads').put({ rev, floor }, conversation)
  await tx.done
}

async function trim(tx: Log, conversation: string): Promise<number | undefined> {
  const log = tx.objectStore('entries')
  if ((await log.count(whole(conversation))) <= bounds.most) return undefined
  const { gone, floor } = surplus(await log.getAll(whole(conversation)))
  await Promise.all(gone.map((e) => log.delete([conversation, e.seq])))
  return floor
}

async function restart(db: IDBPDatabase<Schema>, conversation: string, entries: Entry[], known: Known): Promise<void> {
  const tx: Log = db.transaction(['entries', 'heads'], 'readwrite')
  await tx.objectStore('entries').delete(whole(conversation))
  for (const e of entries) await tx.objectStore('entries').put(e)
  await tx.objectStore('heads').put(known, conversation)
  await tx.done
}

async function heads(db: IDBPDatabase<Schema>): Promise<Record<string, number>> {
  const tx = db.transaction('heads')
  const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()])
  const out: Record<string, number> = {}
  keys.forEach((k, i) => { out[k] = (values[i] as Known).rev })
  return out
}
