import { defineAsyncComponent, type Component } from 'vue'
import type { AlbumBody, Child, Entry, NoticeBody } from './api/types'
import type { MyRound, RoundBody } from './features/checkin/types'
import type { NoticeTimes, NoticeWaiting } from './api/schema'
import { sendWord, timeLines } from './features/notice/moments'
import NoticeAsk from './features/notice/NoticeAsk.vue'
import NoticeCard from './features/notice/NoticeCard.vue'
import { late } from './late'

const round = late('checkin', () => import('./features/checkin/parts'))
const safety = late('safety', () => import('./features/safety/parts'))

/** One thing that is still expected of a guardian for one child. */
export type AskItem = NoticeWaiting

/** How a kind of entry is told in the feed (`card`); a kind that asks for an answer has its question (`ask`), too, its times in words for reading aloud, and what opens it where more than a tap is wanted (`go`). */
interface Card { card: Component }
interface Ask extends Card {
  ask: Component
  lines: (type: NoticeBody['type'], times?: NoticeTimes | null) => string[]
  go: (level: NoticeBody['level'], type: NoticeBody['type']) => string
}

/** The one place where features meet: a new kind of entry brings its own row. Pictures and rounds come after the page's first words. */
export const cards: { notice: Ask; album: Card; round: Card } = {
  notice: { ask: NoticeAsk, card: NoticeCard, lines: timeLines, go: sendWord },
  album: { card: defineAsyncComponent(() => import('./features/album/AlbumCard.vue')) },
  round: { card: round('RoundEntry') },
}

/** A round for one child of mine, and as it stands in a log. */
export type { MyRound, RoundBody }

/** "到家了": a round that waits for one child of mine, on the home and on the elder's. */
export const roundCard = round('RoundCard')
export const elderRound = round('ElderRound')

/** What cannot wait: an alert to answer, a child to help look for. Above everything else on a family's home. */
export const pressing = safety('SafetyCards')

/** How kinds that are neither talk, notice nor album stand in a room's log. */
export const told: Readonly<Record<string, Component>> = {
  round: round('RoundTold'),
  search: safety('SafetyTold'),
  alert: safety('SafetyTold'),
}

/** What stands above a student's rooms: what the child itself may answer. */
export const ownAsks: readonly Component[] = [
  safety('StudentSafety'),
  round('StudentRound'),
]

/** What is new in the rooms, one quiet line for each; it comes after the page's first words. */
export const talkLines = defineAsyncComponent(() => import('./features/talk/HomeTalk.vue'))

/** An entry of the feed with the children of mine it concerns. */
export interface FeedItem<B = NoticeBody> { entry: Entry<B>; children: Child[] }

/** Anything the feed tells. */
export type Told = FeedItem<NoticeBody> | FeedItem<AlbumBody> | FeedItem<RoundBody>

/** Whether it is a notice, which may ask for something. */
export const isNotice = (item: Told): item is FeedItem<NoticeBody> => item.entry.kind === 'notice'

/** How an entry is told in the feed. */
export const cardOf = (item: Told): Component => cards[item.entry.kind as keyof typeof cards].card
