import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/albums', component: () => import('./AlbumsScreen.vue'), meta: { tab: 'album' } },
  { path: '/album/:id', component: () => import('./AlbumScreen.vue'), meta: { frame: 'inner', tab: 'album' } },
  { path: '/album/:id/add', component: () => import('./AddScreen.vue'), meta: { frame: 'inner', tab: 'album' } },
  { path: '/album/new/:class', component: () => import('./NewAlbumScreen.vue'), meta: { frame: 'inner', tab: 'album', role: 'staff' } },
  { path: '/tag/:album', component: () => import('./TagScreen.vue'), meta: { frame: 'inner', tab: 'album', role: 'staff' } },
  { path: '/pictures/:class/waiting', component: () => import('./WaitingPictures.vue'), meta: { frame: 'inner', tab: 'album', role: 'staff' } },
  { path: '/child/:student/consent', component: () => import('./ConsentScreen.vue'), meta: { frame: 'inner', tab: 'me', role: 'guardian' } },
  { path: '/book/:class', component: () => import('./BookScreen.vue'), meta: { frame: 'inner', tab: 'album' } },
  { path: '/book/:class/edit', component: () => import('./BookEdit.vue'), meta: { frame: 'inner', tab: 'album', role: 'staff' } },
  { path: '/storage/:class', component: () => import('./StorageScreen.vue'), meta: { frame: 'inner', tab: 'me', role: 'staff' } },
] satisfies RouteRecordRaw[]
