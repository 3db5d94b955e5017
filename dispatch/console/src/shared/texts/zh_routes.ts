/** A way as a driver is told it. */
export const zhRoutes = {
  'turn.depart': '沿{street}',
  'turn.straight': '直行进入{street}',
  'turn.slight_left': '靠左进入{street}',
  'turn.left': '左转进入{street}',
  'turn.slight_right': '靠右进入{street}',
  'turn.right': '右转进入{street}',
  'turn.back': '掉头驶入{street}',
  'turn.nameless': '无名道路',
  'turn.step': '{turn} {distance}',
  'turn.way': '路线：{distance}，约 {minutes} 分',
  'turn.and_on': '… 共 {count} 步，见派车单',
  'problem.way_unknown': '地点未上图，没有路线',
} as const
