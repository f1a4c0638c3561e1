import type { Translation } from '../../i18n'
import type zh from './messages.zh'

export default {
  'size': { one: '{n} child', other: '{n} children' },
  'which': 'Which class',
  'new': 'New notice',
  'key.move': 'Move',
  'key.remind': 'Remind',
  'line.chosen': { one: '{n} child', other: '{n} children' },
  'line.corrected': 'Corrected',
  'type.holiday': 'Holiday',
  'type.exam': 'Exam',
  'type.activity': 'Activity',
  'type.meeting': 'Meeting',
  'type.general': 'Notice',
  'line.scheduled': 'Not sent yet; goes out {when}',
  'line.recalled': 'Taken back',
  'line.expired': 'Expired',
  'line.pinned': 'Pinned',
  'round.title': 'Way home',
  'round.note': 'Times, holidays and earlier lists',
  'round.open': 'School ended {time} · running',
  'empty.title': 'No notice yet',
  'empty.text': 'Write the words, tap once, and every family has it. Who has it shows up here, child by child.',
} satisfies Translation<typeof zh>
