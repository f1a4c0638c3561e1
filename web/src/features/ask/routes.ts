import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/notice/:id/answers', component: () => import('./AnswersScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
  { path: '/notice/:id/slip', component: () => import('./SlipScreen.vue'), meta: { frame: 'inner' } },
  { path: '/chain/:notice', component: () => import('./ChainScreen.vue'), meta: { frame: 'inner' } },
  { path: '/chain/:notice/paste', component: () => import('./PasteScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
  { path: '/a/:code', component: () => import('./AnswerScreen.vue'), meta: { frame: 'bare', open: true } },
] satisfies RouteRecordRaw[]
