/** Texts of those parts of the kit that the first screens do not show; they travel with the others. */
export default {
  'fresh.today': '今天有回音',
  'fresh.week': '这周有回音',
  'fresh.month': '这个月有回音',
  'fresh.old': '旧了',
  'fresh.none': '还没有回音',
  'bridge.said': '{n} 个孩子：{parts}',
  'bridge.each': '一格是 {n} 个孩子',
  'seats.desk': '讲  台',
  'seats.said': '教室座位',
  'steps.said': '第 {n} 步，共 {of} 步',
  'folded.received': '收到 ×{n}',
  'folded.why': '“收到”都替你收好了，不刷屏。谁回了只有老师看得到。',
} as const
