import type { Translation } from '../i18n'
import type zh from './messages.card.zh'

export default {
  'picture': 'Picture {n}',
  'video': 'Number {n} is a video of {length}',
  'has': 'with {names}',
  'more': '{n} more',
} satisfies Translation<typeof zh>
