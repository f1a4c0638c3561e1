import type { Component } from 'vue'
import type { Child, Entry, NoticeBody } from './api/types'
import type { NoticeTimes, NoticeWaiting } from './api/schema'
import { timeLines } from './features/notice/moments'
import NoticeAsk from './features/notice/NoticeAsk.vue'
import NoticeCard from './features/notice/NoticeCard.vue'

/** One thing that is still expected of a guardian for one child. */
export type AskItem = NoticeWaiting

/** How a kind of entry looks: where it asks (`ask`), where it is told (`card`), and its times in words for reading aloud. */
interface Card {
  ask: Component
  card: Component
  lines: (type: NoticeBody['type'], times?: NoticeTimes | null) => string[]
}

/** The one place where features meet: a new kind of entry brings its own row. */
export const cards: Record<'notice', Card> = {
  notice: { ask: NoticeAsk, card: NoticeCard, lines: timeLines },
}

/** An entry of the feed with the children of mine it concerns. */
export interface FeedItem { entry: Entry<NoticeBody>; children: Child[] }
