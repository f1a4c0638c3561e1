import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** The width of an element in CSS pixels, kept up to date; `first` until it is known. */
export function useWidth(box: Ref<HTMLElement | undefined>, first: number): Ref<number> {
  const width = ref(first)
  let stop = () => {}
  const measure = () => { if (box.value?.clientWidth) width.value = box.value.clientWidth }
  onMounted(() => {
    measure()
    if (typeof ResizeObserver === 'function' && box.value) {
      const watcher = new ResizeObserver(measure)
      watcher.observe(box.value)
      stop = () => watcher.disconnect()
      return
    }
    addEventListener('resize', measure)
    stop = () => removeEventListener('resize', measure)
  })
  onBeforeUnmount(() => stop())
  return width
}
