export default {
  'title': '老师登录',
  'lead': '孩子的事，家里都知道。',
  'name': '账号或手机号',
  'password': '密码',
  'go': '登录',
  'family': '我是家长，用邀请码',
  'help': '忘了密码，请学校管理的老师重新设一个。',
  'show': '看密码',
  'enter.title': '正在进来',
  'enter.failed': '没能进来',
  'enter.login': '用密码登录',
} as const
