import type { Translation } from '../i18n'
import type zh from './messages.zh'

export default {
  'fresh.today': 'heard from today',
  'fresh.week': 'heard from this week',
  'fresh.month': 'heard from this month',
  'fresh.old': 'not heard from lately',
  'fresh.none': 'not heard from yet',
  'bridge.said': { one: '{n} child: {parts}', other: '{n} children: {parts}' },
  'bridge.each': 'One plank is {n} children',
  'seats.desk': 'Front',
  'seats.said': 'Seats in the classroom',
  'steps.said': 'Step {n} of {of}',
  'folded.received': 'Received ×{n}',
  'folded.why': 'Every “received” is folded into this line. Only staff can see who answered.',
} satisfies Translation<typeof zh>
