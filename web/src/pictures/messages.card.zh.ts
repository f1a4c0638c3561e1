/** Texts that stand with pictures in a feed. */
export default {
  'picture': '第 {n} 张照片',
  'video': '第 {n} 个是视频，长 {length}',
  'has': '有{names}',
  'more': '还有 {n} 张',
} as const
