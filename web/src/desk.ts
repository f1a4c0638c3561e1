import { defineAsyncComponent } from 'vue'

/** What opens beside the class's list on a desk, by kind; like `cards`, the one place where features meet. */
export const desk = {
  notice: defineAsyncComponent(() => import('./features/notice/NoticeDesk.vue')),
}

/** Alarms that came through the emergency door, above everything staff see. */
export const alarms = defineAsyncComponent(() => import('./features/talk/AlarmCards.vue'))

/** What the list's keys may ask of an open item. */
export interface DeskItem { remind: () => void }
