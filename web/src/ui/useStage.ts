import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { hold, still, strokeOf, zoomAt, type Place, type Point } from '../lib/zoom'

/** What the fingers may ask of the one who shows the pictures. */
export interface Wishes { next: () => void; before: () => void; close: () => void }

const doubleTap = 300
const closer = 2.5
const patience = 800

interface Hand { at: Point; spread: number; count: number }

/**
 * Fingers, mouse and wheel over a picture: swipe to its neighbours, pinch and double tap to come closer, drag it about, stroke down to leave.
 * `size` is the picture's size as it is fitted into the stage.
 */
export function useStage(stage: Ref<HTMLElement | undefined>, size: () => { width: number; height: number }, wishes: Wishes) {
  const place = shallowRef<Place>(still)
  const shift = ref<Point>({ x: 0, y: 0 })
  const moving = ref(false)
  let hand: Hand | null = null
  let began: Point & { time: number } = { x: 0, y: 0, time: 0 }
  let lastTap = 0
  let lastTouch = 0
  let pinched = false

  const frame = () => ({ width: stage.value?.clientWidth ?? 1, height: stage.value?.clientHeight ?? 1 })
  const put = (next: Place) => { place.value = next.scale <= 1.02 ? still : hold(next, size(), frame()) }
  const fromMiddle = (x: number, y: number): Point => {
    const box = stage.value?.getBoundingClientRect()
    return box ? { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 } : { x: 0, y: 0 }
  }
  const zoom = (factor: number, at: Point = { x: 0, y: 0 }) => put(zoomAt(place.value, place.value.scale * factor, at))
  const toggle = (at?: Point) => put(place.value.scale > 1 ? still : zoomAt(still, closer, at ?? { x: 0, y: 0 }))
  const reset = () => { place.value = still; shift.value = { x: 0, y: 0 } }

  function handOf(points: readonly { clientX: number; clientY: number }[]): Hand {
    const all = points.map((p) => fromMiddle(p.clientX, p.clientY))
    const a = all[0] as Point
    const b = all[1] ?? a
    return { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread: Math.hypot(a.x - b.x, a.y - b.y), count: all.length }
  }
  function begin(now: Hand) {
    hand = now
    pinched = now.count > 1
    began = { ...now.at, time: Date.now() }
    moving.value = true
  }
  function move(now: Hand) {
    if (!hand || now.count !== hand.count) { hand = now; pinched = pinched || now.count > 1; return }
    const by = { x: now.at.x - hand.at.x, y: now.at.y - hand.at.y }
    if (now.count > 1) {
      const next = zoomAt(place.value, place.value.scale * (now.spread / (hand.spread || 1)), now.at)
      put({ ...next, x: next.x + by.x, y: next.y + by.y })
    } else if (place.value.scale > 1) put({ ...place.value, x: place.value.x + by.x, y: place.value.y + by.y })
    else if (!pinched) shift.value = { x: now.at.x - began.x, y: now.at.y - began.y }
    hand = now
  }
  function end() {
    const was = shift.value
    const ms = Date.now() - began.time
    moving.value = false
    if (hand && !pinched && place.value.scale === 1) {
      const wish = strokeOf(was.x, was.y, ms, frame().width)
      if (wish !== 'stay') wishes[wish]()
    }
    if (hand && !pinched && Math.hypot(was.x, was.y) < 10 && ms < doubleTap) tap(hand.at)
    shift.value = { x: 0, y: 0 }
    hand = null
  }
  function tap(at: Point) {
    const now = Date.now()
    if (now - lastTap < doubleTap) toggle(at)
    lastTap = now - lastTap < doubleTap ? 0 : now
  }

  const onControl = (e: Event) => (e.target as HTMLElement).closest('video,a,button') !== null
  const touchStart = (e: TouchEvent) => { if (!onControl(e)) begin(handOf(Array.from(e.touches))) }
  const touchMove = (e: TouchEvent) => {
    if (!hand) return
    e.preventDefault()
    move(handOf(Array.from(e.touches)))
  }
  const touchEnd = (e: TouchEvent) => {
    lastTouch = Date.now()
    if (!hand) return
    if (!e.touches.length) return end()
    hand = handOf(Array.from(e.touches))
  }
  const mouseDown = (e: MouseEvent) => { if (e.button === 0 && !onControl(e) && place.value.scale > 1) { e.preventDefault(); begin(handOf([e])) } }
  const mouseMove = (e: MouseEvent) => { if (hand && e.buttons) move(handOf([e])) }
  const mouseUp = () => { if (hand) { hand = null; moving.value = false } }
  // Browsers repeat a double tap as a double click.
  const doubleClick = (e: MouseEvent) => { if (!onControl(e) && Date.now() - lastTouch > patience) toggle(fromMiddle(e.clientX, e.clientY)) }
  const wheel = (e: WheelEvent) => {
    e.preventDefault()
    zoom(Math.exp(-e.deltaY / 300), fromMiddle(e.clientX, e.clientY))
  }

  const hears: [string, (e: never) => void][] = [
    ['touchstart', touchStart], ['touchmove', touchMove], ['touchend', touchEnd], ['touchcancel', touchEnd],
    ['mousedown', mouseDown], ['mousemove', mouseMove], ['mouseup', mouseUp], ['mouseleave', mouseUp], ['dblclick', doubleClick], ['wheel', wheel],
  ]
  const listen = (el: HTMLElement) => hears.forEach(([name, run]) => el.addEventListener(name, run as unknown as EventListener, { passive: false }))
  const deaf = (el: HTMLElement) => hears.forEach(([name, run]) => el.removeEventListener(name, run as unknown as EventListener))
  onMounted(() => { if (stage.value) listen(stage.value) })
  watch(stage, (now, before) => {
    if (before) deaf(before)
    if (now) listen(now)
  })
  onBeforeUnmount(() => { if (stage.value) deaf(stage.value) })
  return { place, shift, moving, zoom, toggle, reset }
}
