import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/class/:class', component: () => import('./ClassScreen.vue'), meta: { frame: 'tabs', tab: 'class', role: 'staff' } },
] satisfies RouteRecordRaw[]
