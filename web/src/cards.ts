import type { Component } from 'vue'
import type { Child, Entry, NoticeBody } from './api/types'
import { timeLines } from './features/notice/moments'
import NoticeAsk from './features/notice/NoticeAsk.vue'
import NoticeCard from './features/notice/NoticeCard.vue'

/** One thing that is still expected of a guardian for one child, as GET /home lists it. */
export interface AskItem {
  ask: string
  version: number
  level: NoticeBody['level']
  need: NoticeBody['need']
  dueAt: number
  student: string
  notice: string
  type: NoticeBody['type']
  title: string
  times?: NoticeBody['times']
  author: string
  state: 'none' | 'read' | 'confirmed'
  reopened: boolean
  remindedAt: number
  at: number
  conversation: string
  seq: number
}

/** How a kind of entry looks: where it asks (`ask`), where it is told (`card`), and its times in words for reading aloud. */
interface Card {
  ask: Component
  card: Component
  lines: (type: NoticeBody['type'], times?: NoticeBody['times'] | null) => string[]
}

/** The one place where features meet: a new kind of entry brings its own row. */
export const cards: Record<'notice', Card> = {
  notice: { ask: NoticeAsk, card: NoticeCard, lines: timeLines },
}

/** An entry of the feed with the children of mine it concerns. */
export interface FeedItem { entry: Entry<NoticeBody>; children: Child[] }
