import { onScopeDispose, ref, shallowRef } from 'vue'
import { onNudge } from '../../api/live'
import { watchEntries } from '../../db/sync'
import { album, type Album, type Picture } from './api'

const calm = 400
const atOnce = 200

/** One album: its head, the pictures read so far, and the way to the next ones. */
export function useAlbum(id: string) {
  const head = shallowRef<Album>()
  const items = shallowRef<Picture[]>([])
  const next = ref('')
  const error = shallowRef<unknown>(null)
  const busy = ref(false)

  /** Reads the album anew, as far as it was read. */
  async function refresh() {
    const wanted = Math.max(1, items.value.length)
    try {
      let page = await album.read(id)
      const all = page.items.slice()
      const first = page
      while (page.next && all.length < wanted && all.length < atOnce) {
        page = await album.read(id, page.next)
        all.push(...page.items)
      }
      head.value = first
      items.value = all
      next.value = page.next ?? ''
      error.value = null
      follow(first.conversation)
    } catch (e) {
      error.value = e
    }
  }
  async function more() {
    if (!next.value || busy.value) return
    busy.value = true
    try {
      const page = await album.read(id, next.value)
      items.value = items.value.concat(page.items)
      next.value = page.next ?? ''
    } catch (e) {
      error.value = e
    }
    busy.value = false
  }

  // The entry in the class's conversation changes as pictures come.
  let stop = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), calm)
  }
  function follow(conversation: string) {
    stop()
    stop = watchEntries(conversation, (entries) => { if (entries.some((e) => e.kind === 'album' && e.ref === id)) soon() })
  }
  const deaf = onNudge('pictures', soon)
  onScopeDispose(() => {
    clearTimeout(timer)
    stop()
    deaf()
  })
  void refresh()
  return { head, items, next, error, busy, refresh, more }
}
