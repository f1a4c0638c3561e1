export default {
  'size': '{n} 个孩子',
  'new': '发通知',
  'key.move': '上下',
  'key.remind': '提醒',
  'line.scheduled': '还没发，{when} 自动发',
  'line.recalled': '撤回了',
  'line.expired': '过期了',
  'line.pinned': '置顶',
  'empty.title': '还没有发过通知',
  'empty.text': '写好话，点一下就发到每一家；谁收到了，这里一个一个看得见。',
} as const
