import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/setup', component: () => import('./SetupScreen.vue'), meta: { frame: 'bare', open: true } },
] satisfies RouteRecordRaw[]
