import type { OrderView } from '../../wire/contracts.gen.ts'
import { isTaken } from '../../shared/board/runs.ts'
import type { Milestone, OrderState } from '../../wire/words.ts'

/** What a desk may do to an order, in the order of its digits. */
export const ORDER_ACTS = ['acknowledge', 'stamp', 'reassign', 'cancel', 'empty_return'] as const
export type OrderAct = (typeof ORDER_ACTS)[number]

const MILESTONES: readonly Milestone[] = [
  'departed', 'arrived', 'patient_contact', 'patient_aboard', 'left_scene', 'at_hospital', 'handed_over', 'returning', 'completed',
]
const RUN: readonly OrderState[] = ['sent', 'delivered', 'acknowledged', ...MILESTONES]

/** First and last state of a run in which an act is taken; the servers hold the same table. */
const WITHIN: Readonly<Record<Exclude<OrderAct, 'acknowledge'>, readonly [OrderState, OrderState]>> = {
  stamp: ['acknowledged', 'returning'],
  reassign: ['sent', 'left_scene'],
  cancel: ['sent', 'departed'],
  empty_return: ['departed', 'patient_aboard'],
}

/** The acts that make sense now; from the scene on a run is not cancelled but ends empty. */
export function actsFor(order: OrderView): OrderAct[] {
  const here = RUN.indexOf(order.state)
  const over = here < 0 || order.state === 'completed'
  return ORDER_ACTS.filter((act) => {
    if (act === 'acknowledge') return !over && !isTaken(order)
    const [first, last] = WITHIN[act]
    return here >= RUN.indexOf(first) && here <= RUN.indexOf(last)
  })
}

/** The milestones that still lie before an order. */
export function milestonesAfter(order: OrderView): Milestone[] {
  return MILESTONES.filter((milestone) => RUN.indexOf(milestone) > RUN.indexOf(order.state))
}
