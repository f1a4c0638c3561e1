import { computed } from 'vue'
import { useDraft } from '../../db/drafts'
import { useUploads } from '../../pictures'
import type { Draft, Mention } from './types'
import { stillNamed } from './words'

/** What stands in the composer of a room and was not sent yet. */
interface Typed { text: string; mentions: Mention[]; topic: string; urgent: string; student: string }

/** The longest message, in characters. */
export const longest = 4000

/** The composer of a room or of a thread in it: words kept across a closed page, files that travel meanwhile. */
export function useComposer(room: string, parent = 0) {
  const drawer = parent ? `${room}/${parent}` : room
  const draft = useDraft<Typed>(`talk/${drawer}`, () => ({ text: '', mentions: [], topic: '', urgent: '', student: '' }))
  const files = useUploads(room, drawer)
  const typed = draft.value
  const length = computed(() => Array.from(typed.text).length)
  const full = computed(() => !!typed.text.trim() || files.ready.value.length > 0)
  const can = computed(() => full.value && !files.busy.value && length.value <= longest)

  /** Takes what is to be sent out of the composer, which is empty then. */
  function take(): Draft {
    const ready = files.ready.value.map((f) => f.id)
    const said: Draft = { text: typed.text.trim(), parent: parent || undefined }
    if (ready.length) said.files = ready
    const named = stillNamed(typed.text, typed.mentions)
    if (named.length) said.mentions = named.map(({ kind, id, label }) => ({ kind, id, label }))
    if (typed.topic) said.topic = { title: typed.topic }
    if (typed.urgent) said.urgent = typed.urgent
    if (typed.student) said.student = typed.student
    files.done(files.items.value.filter((u) => u.state === 'ready').map((u) => u.id))
    void draft.renew()
    return said
  }
  return { typed, files, length, full, can, take }
}
