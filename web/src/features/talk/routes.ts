import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/talk', component: () => import('./TalkScreen.vue'), meta: { frame: 'tabs', tab: 'talk' } },
  { path: '/talk/:conversation', component: () => import('./TalkScreen.vue'), meta: { frame: 'room', tab: 'talk' } },
  { path: '/talk/:conversation/thread/:seq', component: () => import('./TalkScreen.vue'), meta: { frame: 'room', tab: 'talk' } },
  { path: '/search', component: () => import('./SearchScreen.vue'), meta: { frame: 'inner', tab: 'talk' } },
  { path: '/owed', component: () => import('./OwedScreen.vue'), meta: { frame: 'inner', tab: 'talk', role: 'staff' } },
  { path: '/topics/:class', component: () => import('./TopicsScreen.vue'), meta: { frame: 'inner', tab: 'talk' } },
  { path: '/experiences', component: () => import('./ExperiencesScreen.vue'), meta: { frame: 'inner', tab: 'talk' } },
  { path: '/me/quiet', component: () => import('./QuietScreen.vue'), meta: { frame: 'inner', tab: 'me' } },
] satisfies RouteRecordRaw[]
