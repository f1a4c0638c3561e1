import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/join', component: () => import('./JoinScreen.vue'), meta: { frame: 'bare', open: true } },
  { path: '/j/:code', component: () => import('./JoinScreen.vue'), meta: { frame: 'bare', open: true } },
  { path: '/waiting', component: () => import('./WaitingScreen.vue'), meta: { frame: 'bare', open: true } },
] satisfies RouteRecordRaw[]
