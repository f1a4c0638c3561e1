import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router'
import type { Role } from './api/types'
import { enter } from './i18n'
import { session } from './session'
import { recover } from './sw/recover'

declare module 'vue-router' {
  interface RouteMeta {
    /** Frame: `tabs` shows tab bar or rail, `inner` only the rail (the screen brings its NavBar and dock), `room` the same for a screen that scrolls within, `bare` nothing. */
    frame?: 'tabs' | 'inner' | 'room' | 'bare'
    /** The tab that stays lit. */
    tab?: 'home' | 'today' | 'class' | 'students' | 'talk' | 'album' | 'me'
    /** Whom the screen is for; others are led to their own start. */
    role?: Role
    /** Open to people who are not signed in. */
    open?: boolean
    /** The room the screen belongs to; filled in here. */
    room?: string
  }
}

const rooms = import.meta.glob<RouteRecordRaw[]>('./features/*/routes.ts', { eager: true, import: 'default' })

/** Where a person starts: families see what waits for them, staff see today, children their rooms. */
export function startOf(): string {
  const s = session.value
  if (s.setup) return '/setup'
  if (s.pending) return '/waiting'
  if (!s.known) return '/login'
  if (s.person?.role === 'staff') return '/today'
  if (s.person?.role === 'student') return '/talk'
  return '/feed'
}

const own: RouteRecordRaw[] = [
  { path: '/', redirect: () => startOf() },
  { path: '/outbox', component: () => import('./layouts/Outbox.vue'), meta: { frame: 'inner' } },
  { path: '/:rest(.*)*', name: 'absent', component: () => import('./layouts/Absent.vue'), meta: { frame: 'bare', open: true } },
]

/** All screens: each room brings its own list. */
export function makeRouter(): Router {
  const routes = Object.keys(rooms).sort().reduce<RouteRecordRaw[]>((all, path) => all.concat((rooms[path] ?? []).map((r) => inRoom(r, path))), [])
  const router = createRouter({
    history: createWebHistory(),
    routes: routes.concat(own),
    scrollBehavior: (_to, _from, saved) => saved ?? { left: 0, top: 0 },
  })
  router.onError((_why, to) => recover(to.fullPath))
  router.beforeEach((to) => {
    const s = session.value
    if (to.meta.open) return true
    if (!s.known || s.pending) return startOf() === to.path ? true : { path: startOf(), query: s.known || s.setup ? {} : { to: to.fullPath } }
    if (to.meta.role && to.meta.role !== s.person?.role) return startOf()
    return true
  })
  // The words travel beside the screen's code, and are there before it shows.
  router.beforeEach((to) => void enter(to.meta.room))
  router.beforeResolve((to) => enter(to.meta.room))
  return router
}

function inRoom(route: RouteRecordRaw, path: string): RouteRecordRaw {
  return { ...route, meta: { ...route.meta, room: path.split('/')[2] } }
}
