import type { Translation } from '../../i18n'
import type zh from './messages.card.zh'

export default {
  'home.said': 'New in your rooms',
  'home.own': '{name} · teachers',
  'home.new': { one: '{n} new message', other: '{n} new messages' },
} satisfies Translation<typeof zh>
