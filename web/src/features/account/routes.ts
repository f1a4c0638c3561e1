import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/me', component: () => import('./MeScreen.vue'), meta: { tab: 'me' } },
  { path: '/me/devices', component: () => import('./DevicesScreen.vue'), meta: { frame: 'inner', tab: 'me' } },
  { path: '/me/password', component: () => import('./PasswordScreen.vue'), meta: { frame: 'inner', tab: 'me', role: 'staff' } },
] satisfies RouteRecordRaw[]
