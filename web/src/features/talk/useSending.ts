import { computed } from 'vue'
import { discard, outbox, retry } from '../../db/outbox'
import type { Waiting } from '../../db/store'
import { online } from '../../lib/online'
import { say, sayPath } from './api'
import type { Draft, Message, Posted } from './types'

/** Words of mine on their way, as they stand under the log. */
export interface Going { id: string; text: string; files: number; parent: number; state: 'sending' | 'offline' | 'failed'; why: string }

const draftOf = (w: Waiting) => w.body as Draft

function going(w: Waiting): Going {
  const d = draftOf(w)
  const state = w.state === 'failed' ? 'failed' : w.state === 'queued' && (!online.value || w.tries > 0) ? 'offline' : 'sending'
  return { id: w.id, text: d.text, files: d.files?.length ?? 0, parent: d.parent ?? 0, state, why: w.why ? [w.why.title, w.why.detail].filter(Boolean).join(' ') : '' }
}

/** What waits to be said in a room, in order, and the way to say more. `landed` and `held` hear what became of it. */
export function useSending(room: string, landed: (entry: Message) => void, held: () => void) {
  const path = sayPath(room)
  const all = computed(() => outbox.filter((w) => w.path === path).map(going))

  /** Hands words over; resolves once the server has them, and is quiet about a refusal, which stands beside the words. */
  async function send(draft: Draft): Promise<void> {
    const answer = await say(room, draft, draft.text).catch(() => undefined)
    if (!answer) return
    take(answer)
  }
  function take(answer: Posted) {
    if (answer.entry) landed(answer.entry)
    else held()
  }
  return { all, send, retry, discard }
}
