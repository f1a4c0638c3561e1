import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/import/:class', component: () => import('./ImportScreen.vue'), meta: { frame: 'bare', tab: 'students', role: 'staff' } },
  { path: '/students/:class', component: () => import('./StudentsScreen.vue'), meta: { tab: 'students', role: 'staff' } },
  { path: '/student/:id', component: () => import('./StudentScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
  { path: '/claims/:class', component: () => import('./ClaimsScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
  { path: '/staff/:class', component: () => import('./StaffScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
  { path: '/rules/:class', component: () => import('./RulesScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
] satisfies RouteRecordRaw[]
