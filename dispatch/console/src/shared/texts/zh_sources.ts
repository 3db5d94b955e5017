/** Texts of where the caller is, by each source. */
export const zhSources = {
  'event.place_source_given': '位置来源到达',
  'problem.place_of_nobody': '位置来源须属于来电或事件',
  'problem.caller_place_not_found': '没有这个位置来源',
} as const
