import type { Entry } from '../api/types'
import type { Store, Waiting } from './store'

const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

/** A store that lives as long as the page: for private windows and frames without IndexedDB, and for tests. */
export function memoryStore(): Store {
  const logs = new Map<string, Map<number, Entry>>()
  const heads = new Map<string, number>()
  const things = new Map<string, unknown>()
  const queue = new Map<string, Waiting>()
  return {
    async entries(conversation, limit, before = Infinity) {
      const all = Array.from(logs.get(conversation)?.values() ?? []).filter((e) => e.seq < before)
      return all.sort((a, b) => a.seq - b.seq).slice(-limit)
    },
    async keep(conversation, entries, head) {
      const log = logs.get(conversation) ?? new Map<number, Entry>()
      logs.set(conversation, log)
      for (const e of entries) if ((log.get(e.seq)?.rev ?? 0) <= e.rev) log.set(e.seq, e)
      if (head !== null) heads.set(conversation, Math.max(head, heads.get(conversation) ?? 0))
    },
    async heads() {
      const out: Record<string, number> = {}
      heads.forEach((rev, conversation) => { out[conversation] = rev })
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
