export default {
  'home.said': '聊天里的新消息',
  'home.own': '{name} · 老师',
  'home.new': '{n} 条新消息',
} as const
