import type { Translation } from '../../i18n'
import type zh from './messages.zh'

export default {
  'title': 'Calendar',
  'what': "Holidays, return days and exams appear in your phone's own calendar by themselves.",
  'make': 'Make my calendar link',
  'ready': 'Your calendar link is ready',
  'subscribe': "Add to this phone's calendar",
  'wechat': 'WeChat cannot open calendars: tap the top right corner and choose “Open in browser”.',
  'address': 'Link',
  'address.hint': 'You can also subscribe to it from a computer',
  'copy': 'Copy the link',
  'copy.failed': 'Could not copy. Please press and hold the link.',
  'secret': "The link is shown only now and belongs to you alone. Do not pass it on: whoever has it sees your child's dates.",
  'active': 'A link made on {day} is in use',
  'active.note': 'To use it on another phone, or when somebody else has seen it, make a new one.',
  'renew': 'Make a new link',
  'renew.title': 'Make a new link?',
  'renew.note': 'The old link stops working at once, and calendars that use it are no longer updated.',
  'revoke': 'Turn the link off',
  'revoke.title': 'Turn the calendar link off?',
  'revoked': 'Turned off',
  'how.what': 'Only notices with times go into the calendar; each names the child it is for.',
  'how.change': 'When a time is corrected, the same entry moves; no second one appears.',
  'how.who': 'You can turn it off at any time; then the link is empty.',
} satisfies Translation<typeof zh>
