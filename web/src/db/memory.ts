import type { Entry } from '../api/types'
import { bounds, surplus, unknown, type Known, type Store, type Waiting } from './store'

const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

/** A store that lives as long as the page: for private windows and frames without IndexedDB, and for tests. */
export function memoryStore(): Store {
  const logs = new Map<string, Map<number, Entry>>()
  const heads = new Map<string, Known>()
  const things = new Map<string, unknown>()
  const queue = new Map<string, Waiting>()
  const known = (conversation: string) => heads.get(conversation) ?? unknown

  function trim(conversation: string, log: Map<number, Entry>) {
    if (log.size <= bounds.most) return
    const { gone, floor } = surplus(Array.from(log.values()))
    gone.forEach((e) => log.delete(e.seq))
    heads.set(conversation, { rev: known(conversation).rev, floor })
  }
  return {
    async entries(conversation, limit, { before = Infinity, kinds } = {}) {
      const from = kinds ? 0 : known(conversation).floor
      const all = Array.from(logs.get(conversation)?.values() ?? []).filter((e) => e.seq < before && e.seq >= from && (!kinds || kinds.indexOf(e.kind) >= 0))
      return all.sort((a, b) => a.seq - b.seq).slice(-limit)
    },
    async keep(conversation, entries, head) {
      const log = logs.get(conversation) ?? new Map<number, Entry>()
      logs.set(conversation, log)
      for (const e of entries) if ((log.get(e.seq)?.rev ?? 0) <= e.rev) log.set(e.seq, e)
      if (head !== null && head > known(conversation).rev) heads.set(conversation, { rev: head, floor: known(conversation).floor })
      trim(conversation, log)
    },
    async restart(conversation, entries, next) {
      logs.set(conversation, new Map(entries.map((e) => [e.seq, e] as const)))
      heads.set(conversation, next)
    },
    async known(conversation) { return known(conversation) },
    async heads() {
      const out: Record<string, number> = {}
      heads.forEach((at, conversation) => { out[conversation] = at.rev })
      return out
    },
    async get<T>(name: string) { return copy(things.get(name) as T | undefined) },
    async set(name, value) { things.set(name, copy(value)) },
    async remove(name) { things.delete(name) },
    async waiting() { return Array.from(queue.values()).map(copy).sort((a, b) => a.order - b.order) },
    async wait(item) { queue.set(item.id, copy(item)) },
    async sent(id) { queue.delete(id) },
    async wipe() { logs.clear(); heads.clear(); things.clear(); queue.clear() },
  }
}
