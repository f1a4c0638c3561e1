import { defineAsyncComponent } from 'vue'
import { late } from './late'

/** What opens beside the class's list on a desk, by kind; like `cards`, the one place where features meet. */
export const desk = {
  notice: defineAsyncComponent(() => import('./features/notice/NoticeDesk.vue')),
}

/** Alarms that came through the emergency door, above everything staff see. */
export const alarms = defineAsyncComponent(() => import('./features/talk/AlarmCards.vue'))

/** Alerts and searches that are on, and families' words that wait for one, above everything else of the day. */
export const urgent = late('safety', () => import('./features/safety/TodaySafety.vue'))('default')

/** The searches in a child's record, and the way to begin one. */
export const childSearches = late('safety', () => import('./features/safety/ChildSearches.vue'))('default')

/** What the list's keys may ask of an open item. */
export interface DeskItem { remind: () => void }
