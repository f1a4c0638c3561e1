import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/coverage/:class', component: () => import('./CoverageScreen.vue'), meta: { frame: 'inner', tab: 'students', role: 'staff' } },
] satisfies RouteRecordRaw[]
