import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/login', component: () => import('./LoginScreen.vue'), meta: { frame: 'bare', open: true } },
  { path: '/enter', component: () => import('./EnterScreen.vue'), meta: { frame: 'bare', open: true } },
] satisfies RouteRecordRaw[]
