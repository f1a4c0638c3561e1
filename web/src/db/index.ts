import { indexedStore } from './indexed'
import { memoryStore } from './memory'
import type { Store } from './store'

let now: Store = memoryStore()

/** The store of the person who is signed in; memory until then. */
export const store = (): Store => now

/** Opens the person's own store; falls back to memory, so that the app works in every frame, only without offline reading. */
export async function openStore(person: string): Promise<void> {
  try {
    now = await indexedStore(person)
  } catch {
    now = memoryStore()
  }
}

/** Forgets all that is kept for the person. */
export async function wipeStore(): Promise<void> {
  const old = now
  now = memoryStore()
  await old.wipe()
}

/** Replaces the store; for tests. */
export function useStore(next: Store): void {
  now = next
}
