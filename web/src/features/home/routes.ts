import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/feed', component: () => import('./HomeScreen.vue'), meta: { frame: 'tabs', tab: 'home' } },
] satisfies RouteRecordRaw[]
