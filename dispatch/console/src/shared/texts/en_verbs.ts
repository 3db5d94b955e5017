import type { zhVerbs } from './zh_verbs.ts'

export const enVerbs = {
  'key.ring_again': 'Ring again',
  'key.dial': 'Dial',

  'key.transfer': 'Transfer',

  'transfer.title': 'Transfer to',
  'transfer.seat': 'Seat {seat} {name} · {state}',
  'transfer.nobody': 'No seat can take the caller',
  'transfer.how': 'The caller hears “please wait”. Not answered within 20 s he comes back here, then to the head of the queue',
  'key.send_on': 'Needs a language',
  'skill.title': 'Who speaks what the caller speaks',
  'skill.none': 'The centre’s settings list no language',
  'skill.how': 'The caller hears “please wait, do not hang up”. All who speak it ring; nobody in time: every seat rings',
  'skill.asked': 'Needs somebody who speaks {skill}',
  'transfer.from': 'From seat {seat}',

  'dial.title': 'Call somebody',
  'dial.number': 'Number',
  'dial.call': 'Call',
  'dial.for_incident': 'About incident {number}',
  'dial.no_number': 'There is no number to call back',
  'dial.nobody': 'There is nobody to ring again',
  'dial.failed': '{number}: {result}',
  'task.tried': 'Tried {count} of 3',
  'task.tried_enough': 'Tried {count} times in vain: it may be finished',

  'out.mark': 'Call out',
  'out.offered': 'Your phone rings',
  'out.ringing': 'Rings there',
  'out.hung_up': 'They hung up',
  'caller.hung_up': 'The caller hung up',
  'caller.cut_off': 'The call was cut off',

  'dial_result.answered': 'Answered',
  'dial_result.busy': 'Busy',
  'dial_result.no_answer': 'No answer',
  'dial_result.refused': 'Refused',
  'dial_result.number_unknown': 'No such number',
  'dial_result.trunk_away': 'No line to the outside: use another telephone',
  'dial_result.given_up': 'You hung up',
  'dial_result.seat_away': 'Your phone was not picked up: nobody was rung',

  'event.call_transferred': 'Transferred',
  'event.call_out_begun': 'Call out',
  'event.call_out_dialled': 'Number rings',
  'event.task_tried': 'Call-back tried',

  'problem.number_is_ours': 'That is the number of this centre',
  'problem.seat_cannot_take': 'Seat {seat} cannot take the caller now',
  'problem.seat_engaged': 'Seat {seat} talks or rings',
  'problem.seat_phone_away': 'The phone of seat {seat} is away: check it',
} as const satisfies Record<keyof typeof zhVerbs, string>
