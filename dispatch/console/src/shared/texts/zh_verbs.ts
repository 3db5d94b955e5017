import type { DialResult } from '../../wire/words.ts'

type Results = Record<`dial_result.${DialResult}`, string>

/** Texts of what a seat does with the telephone beyond answering: call out, call back. */
export const zhVerbs = {
  'key.ring_again': '重拨对方',
  'key.dial': '拨号',

  'key.transfer': '转接',

  'transfer.title': '转接给',
  'transfer.seat': '{seat} 号席 {name} · {state}',
  'transfer.nobody': '没有可转接的席位',
  'transfer.how': '转接后主叫听到“请稍等”；对方 20 秒未接转回本席，再无人接则回到队首',
  'key.send_on': '转方言/外语',
  'skill.title': '请会说哪种话的人接听',
  'skill.none': '中心设置中没有登记方言或外语',
  'skill.how': '主叫听到“请您稍等，不要挂机”；会说的人同时振铃，限时无人接则全部席位振铃',
  'skill.asked': '请会说{skill}的人接听',
  'transfer.from': '{seat} 号席转来',

  'dial.title': '拨打电话',
  'dial.number': '电话号码',
  'dial.call': '拨打',
  'dial.for_incident': '计入事件 {number}',
  'dial.no_number': '没有可回拨的号码',
  'dial.nobody': '没有可重拨的电话',
  'dial.failed': '{number}：{result}',
  'task.tried': '已拨 {count}/3 次',
  'task.tried_enough': '已拨 {count} 次未接通，可结束此任务',

  'out.mark': '外呼',
  'out.offered': '本席话机振铃',
  'out.ringing': '等待对方接听',
  'out.hung_up': '对方已挂机',
  'caller.hung_up': '主叫已挂机',
  'caller.cut_off': '通话中断',

  'dial_result.answered': '已接通',
  'dial_result.busy': '对方占线',
  'dial_result.no_answer': '无人接听',
  'dial_result.refused': '对方拒接',
  'dial_result.number_unknown': '空号或号码有误',
  'dial_result.trunk_away': '外线不通，请换话机拨打',
  'dial_result.given_up': '本席已挂断',
  'dial_result.seat_away': '本席话机未摘机，没有拨出',

  'event.call_transferred': '转接',
  'event.call_out_begun': '外呼',
  'event.call_out_dialled': '呼叫对方',
  'event.task_tried': '回拨一次',

  'problem.number_is_ours': '不能拨打本中心号码',
  'problem.seat_cannot_take': '{seat} 号席现在不能接转接',
  'problem.seat_engaged': '{seat} 号席正在通话或振铃',
  'problem.seat_phone_away': '{seat} 号席话机离线，请检查话机',
} as const satisfies Results & Record<string, string>
