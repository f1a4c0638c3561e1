import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/round/:id', component: () => import('./RoundScreen.vue'), meta: { frame: 'inner' } },
  { path: '/round/:id/calls', component: () => import('./CallsScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
  { path: '/rounds/:class', component: () => import('./PlanScreen.vue'), meta: { frame: 'inner', tab: 'class', role: 'staff' } },
] satisfies RouteRecordRaw[]
