import type { Translation } from '../../i18n'
import type zh from './messages.zh'

export default {
  'title': 'Today',
  'me': 'Me',
  'heard': '{n}/{total} families heard from',
  'more': { one: '{n} more is silent', other: '{n} more are silent' },
  'seen': { one: '{n} has it and still owes an answer', other: '{n} have it and still owe an answer' },
  'and': '; ',
  'call': 'Call them, numbers in order',
  'search': 'Search',
  'owed': '{name} waits for an answer',
  'owed.note': { one: 'Said {ago}; {n} waits in all', other: 'Said {ago}; {n} wait in all' },
  'claims': { one: '{n} person waits for your check', other: '{n} people wait for your check' },
  'claims.note': 'Their name or phone does not match the roster',
  'scheduled': 'Goes out {when}',
  'reached': '{n}/{total} families can be reached',
  'reached.note': { one: '{n} family still to be reached', other: '{n} families still to be reached' },
  'reached.all': 'Every family can be reached',
  'new': 'New notice',
  'calm.title': { one: 'The family of {n} child has answered', other: 'The families of all {n} children have answered' },
  'calm.text': 'Nobody is waiting for you today.',
  'fresh.title': 'The class is still empty',
  'fresh.text': 'Import the roster first, then hand every child its slip. The file the school gave you is fine as it is.',
  'fresh.act': 'Import the roster',
} satisfies Translation<typeof zh>
