import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/me/calendar', component: () => import('./CalendarScreen.vue'), meta: { frame: 'inner', tab: 'me', role: 'guardian' } },
] satisfies RouteRecordRaw[]
