import type { Entry } from '../../api/types'
import type {
  FeedConversation, FeedMember, FeedRoom, PostInBody, TalkAsked, TalkDebt, TalkExperience, TalkHere, TalkListed, TalkMention, TalkPosted, TalkQuiet, TalkRung, TalkVersion, TalkWaiting,
} from '../../api/schema'
import type { Attached } from '../../pictures/types'

// The generated shapes under the names this room speaks. Times are Unix milliseconds.

/** A room in the list. `silent`: the reader may not speak there; `closed`: nobody may until a second adult is there. */
export type Room = FeedConversation

/** A room as it is opened: who reads it, and how far the reader has read. */
export type RoomView = FeedRoom

/** One who belongs to a room, by the name the room knows. */
export type Member = FeedMember

/** The signs that can be put to a message. */
export type Sign = 'thanks' | 'like' | 'heart' | 'flower' | 'laugh'

/** The signs in the order they are offered. */
export const signs: readonly Sign[] = ['thanks', 'like', 'heart', 'flower', 'laugh']

/** Somebody addressed by name: a member of staff, or a child's family. */
export type Mention = Required<TalkMention>

/** A question whose answers stay findable. */
export interface Topic { state: 'open' | 'closed'; title: string; summary: string; closedAt: number }

/** The three reasons of the emergency door. */
export type Reason = 'health' | 'safety' | 'notHome'

/** What a message holds, for everybody alike. */
export interface MessageBody {
  text: string
  files: Attached[]
  mentions: Mention[]
  replies: number
  lastReplyAt: number
  reactions: Partial<Record<Sign, number>>
  topic: Topic | null
  editedAt: number
  state: 'said' | 'recalled' | 'removed'
  urgent: { reason: string } | null
  alarm: { id: string; reason: Reason; seenAt: number; seenBy: string } | null
}

/** A message in the log. */
export type Message = Entry<MessageBody>

/** What is sent. */
export type Draft = PostInBody & { text: string }

/** What became of it: an entry, or words that wait until `waits`. */
export type Posted = Omit<TalkPosted, 'entry'> & { entry?: Message }

/** Words of mine that wait for the end of the quiet hours; a stuck one may no longer be said there. */
export type Held = TalkWaiting

/** The hours in which nothing rings. */
export type QuietHours = TalkQuiet

/** How the hours stand in a room and who can be addressed there; 0 means now. */
export type Hours = Omit<TalkHere, 'duty' | 'mentionable'> & { duty: TalkHere['duty'] | null; mentionable: Mention[] }

/** Something staff owe an answer to. */
export type Owed = Omit<TalkDebt, 'entry'> & { entry: Message }

/** A question of the class in its list. */
export type TopicLine = TalkListed

/** What a class once found out, without names. `yours`: the reader may take it away. */
export type Experience = TalkExperience

/** How far the writers of a thread agreed to a card; `card` once it is published. */
export type Asked = TalkAsked

/** One version of a message. */
export type Version = TalkVersion

/** An alarm that came through the emergency door. */
export type Alarm = TalkRung
