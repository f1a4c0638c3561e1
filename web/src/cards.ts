import { defineAsyncComponent, type Component } from 'vue'
import type { AlbumBody, Child, Entry, NoticeBody } from './api/types'
import type { NoticeTimes, NoticeWaiting } from './api/schema'
import { timeLines } from './features/notice/moments'
import NoticeAsk from './features/notice/NoticeAsk.vue'
import NoticeCard from './features/notice/NoticeCard.vue'

/** One thing that is still expected of a guardian for one child. */
export type AskItem = NoticeWaiting

/** How a kind of entry is told in the feed (`card`); a kind that asks for an answer has its question (`ask`), too, and its times in words for reading aloud. */
interface Card { card: Component }
interface Ask extends Card {
  ask: Component
  lines: (type: NoticeBody['type'], times?: NoticeTimes | null) => string[]
}

/** The one place where features meet: a new kind of entry brings its own row. */
export const cards: { notice: Ask; album: Card } = {
  notice: { ask: NoticeAsk, card: NoticeCard, lines: timeLines },
  album: { card: defineAsyncComponent(() => import('./features/album/AlbumCard.vue')) }, // pictures come after the page's first words
}

/** What is new in the rooms, one quiet line for each; it comes after the page's first words. */
export const talkLines = defineAsyncComponent(() => import('./features/talk/HomeTalk.vue'))

/** An entry of the feed with the children of mine it concerns. */
export interface FeedItem<B = NoticeBody> { entry: Entry<B>; children: Child[] }

/** Anything the feed tells. */
export type Told = FeedItem<NoticeBody> | FeedItem<AlbumBody>

/** Whether it is a notice, which may ask for something. */
export const isNotice = (item: Told): item is FeedItem<NoticeBody> => item.entry.kind === 'notice'
