/** What an album says of itself in the feed. */
export default {
  'count': '{n} 张',
  'countVideos': '{n} 张，{videos} 个视频',
  'withMine': '其中 {n} 张有{name}',
  'none': '还没有能给你看的照片',
} as const
