import { computed, shallowRef, watch, type Ref } from 'vue'
import type { AlbumAdded, AlbumCheck } from '../../api/schema'
import { album } from './api'
import { heldBy, taggedIn } from './draft'

/** Asks, as children are tagged, whose families keep the pictures back. */
export function useCheck(cls: string, pictures: Ref<AlbumAdded[]>) {
  const check = shallowRef<AlbumCheck>()
  const tagged = computed(() => taggedIn(pictures.value).sort().join())
  watch(tagged, async (now) => {
    const answer = now ? await album.check(cls, now.split(',')).catch(() => undefined) : undefined
    if (tagged.value === now) check.value = answer
  }, { immediate: true })
  return { check, held: computed(() => (check.value ? heldBy(check.value, pictures.value) : [])) }
}
