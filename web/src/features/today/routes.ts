import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/today', component: () => import('./TodayScreen.vue'), meta: { frame: 'tabs', tab: 'today', role: 'staff' } },
] satisfies RouteRecordRaw[]
