import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/notice/:id', component: () => import('./NoticeScreen.vue'), meta: { frame: 'inner' } },
  { path: '/notice/:id/receipts', component: () => import('./ReceiptsScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
  { path: '/notice/:id/correct', component: () => import('./CorrectScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
  { path: '/class/:class/new', component: () => import('./ComposeScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
  { path: '/calls/:notice', component: () => import('./CallsScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
] satisfies RouteRecordRaw[]
