import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/slips/:class', component: () => import('./SlipsScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
  { path: '/poster/:class', component: () => import('./PosterScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
  { path: '/child/:student', alias: '/invite/:student', component: () => import('./ChildScreen.vue'), meta: { frame: 'inner', tab: 'me', role: 'guardian' } },
] satisfies RouteRecordRaw[]
