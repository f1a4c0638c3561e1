import type { Translation } from '../../i18n'
import type zh from './messages.card.zh'

export default {
  'count': { one: '{n} picture', other: '{n} pictures' },
  'countVideos': { one: '{n} picture, {videos} of it video', other: '{n} pictures, {videos} of them videos' },
  'withMine': '{n} with {name}',
  'none': 'No pictures for you to see yet',
} satisfies Translation<typeof zh>
