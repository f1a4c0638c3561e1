import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/find/new/:class', component: () => import('./NewFindScreen.vue'), meta: { frame: 'inner', tab: 'today', role: 'staff' } },
  { path: '/find/:id/sheet', component: () => import('./SheetScreen.vue'), meta: { frame: 'inner', tab: 'today', role: 'staff' } },
  { path: '/find/:id/asked', component: () => import('./AskedScreen.vue'), meta: { frame: 'inner', tab: 'talk' } },
  { path: '/missing/:student', component: () => import('./MissingScreen.vue'), meta: { frame: 'inner', tab: 'home', role: 'guardian' } },
  { path: '/find/:id', component: () => import('./FindScreen.vue'), meta: { frame: 'inner', tab: 'today', role: 'staff' } },
  { path: '/alert/new/:class', component: () => import('./NewAlertScreen.vue'), meta: { frame: 'inner', tab: 'today', role: 'staff' } },
  { path: '/alert/:id', component: () => import('./AlertScreen.vue'), meta: { frame: 'inner' } },
] satisfies RouteRecordRaw[]
