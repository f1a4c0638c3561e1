import { computed, reactive, ref, shallowRef } from 'vue'
import { album, type Picture, type Shelf } from './api'

/** What a photo book may be chosen from: the class's albums of a time, with all their pictures, oldest first. */
export function useChoice(cls: string) {
  const shelves = shallowRef<Shelf[]>([])
  const pictures = reactive(new Map<string, Picture[]>())
  const chosen = ref<string[]>([])
  const error = shallowRef<unknown>(null)
  const loading = ref(true)
  const has = computed(() => new Set(chosen.value))

  async function load() {
    try {
      shelves.value = (await album.allShelves(cls)).items.slice().sort((a, b) => (a.day < b.day ? -1 : 1))
      for (const s of shelves.value) {
        const all: Picture[] = []
        let after: string | undefined
        do {
          const page = await album.read(s.id, after)
          all.push(...page.items.filter((p) => p.state === 'shown'))
          after = page.next || undefined
        } while (after)
        pictures.set(s.id, all)
      }
      error.value = null
    } catch (e) {
      error.value = e
    }
    loading.value = false
  }
  function flip(p: Picture) {
    chosen.value = has.value.has(p.picture) ? chosen.value.filter((x) => x !== p.picture) : chosen.value.concat(p.picture)
  }
  /** All pictures of an album in, or all out. */
  function flipAll(shelf: string) {
    const all = (pictures.get(shelf) ?? []).map((p) => p.picture)
    const whole = all.every((p) => has.value.has(p))
    chosen.value = chosen.value.filter((p) => all.indexOf(p) < 0).concat(whole ? [] : all)
  }
  /** The chosen ones as they will stand: by the albums' days, then as in the album. */
  function ordered(): string[] {
    const known = shelves.value.reduce<string[]>((all, s) => all.concat((pictures.get(s.id) ?? []).map((p) => p.picture)), [])
    return known.filter((p) => has.value.has(p))
  }
  return { shelves, pictures, chosen, has, error, loading, load, flip, flipAll, ordered }
}
