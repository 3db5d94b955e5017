import { hasEnded } from '../shared/board/runs.ts'
import type { OrderView } from '../wire/contracts.gen.ts'
import type { KeptAct } from '../wire/device_memory.ts'
import type { Milestone, OrderState } from '../wire/words.ts'

export const MILESTONES: readonly Milestone[] = [
  'departed', 'arrived', 'patient_contact', 'patient_aboard', 'left_scene', 'at_hospital', 'handed_over', 'returning', 'completed',
]
const TAKEN_BACK: ReadonlySet<OrderState> = new Set(['cancelled', 'reassigned', 'expired'])
const HANDED_OVER: ReadonlySet<OrderState> = new Set(['handed_over', 'returning'])

/** What of an order wants a person: the order itself, its newest revision, or that it was taken back. */
export type Call = 'order' | 'changed' | 'cancelled'

/** What nobody at the station has taken yet. */
export function callOf(order: OrderView): Call | null {
  if (hasEnded(order)) return null
  if (isUntaken(order)) return 'order'
  return (order.acknowledged_revision ?? 1) < order.revision ? 'changed' : null
}

export function isUntaken({ state }: OrderView): boolean {
  return state === 'sent' || state === 'delivered'
}

/** The centre took the order back. */
export function isTakenBack({ state }: OrderView): boolean {
  return TAKEN_BACK.has(state)
}

/** The milestones that still lie ahead, the next one first. */
export function milestonesAhead(order: OrderView): readonly Milestone[] {
  if (hasEnded(order) || isUntaken(order)) return []
  return MILESTONES.slice(MILESTONES.indexOf(order.state as Milestone) + 1)
}

/** The milestones that were reached or passed: their times may be put right. */
export function milestonesBehind(order: OrderView): readonly Milestone[] {
  return MILESTONES.slice(0, MILESTONES.indexOf(order.state as Milestone) + 1)
}

/** The order without anything that names the patient or leads to him, once it is no longer needed here. */
export function wiped(order: OrderView): OrderView {
  const over = hasEnded(order)
  if (!over && !HANDED_OVER.has(order.state)) return order
  const nothing = {
    pick_up: null, pick_up_point: null, contact_number: null, caller_relation: null, patient_name: null,
    sex: null, age: null, complaint: null, complaint_name: null, complaint_text: null, conscious: null, breathing: null,
    onset: null, history: null, diagnosis: null, floor: null, hazards: null, notes: null, gestation_weeks: null,
    pre_plan: [], pre_plan_name: null, pre_plan_version: null,
  }
  const where = isTakenBack(order) ? {} : { place: '', place_point: null }
  return { ...order, sheet: { ...order.sheet, ...nothing, ...where } }
}

/** An answer may come after events that are newer than it: then it tells nothing. */
export function isBehind(answer: OrderView, known: OrderView): boolean {
  const place = ({ state }: OrderView): number => MILESTONES.indexOf(state as Milestone)
  if (hasEnded(known)) return true
  return answer.revision < known.revision || (!hasEnded(answer) && place(answer) < place(known))
}

/** The order as it is once the centre has taken what was done here. */
export function withActs(order: OrderView, acts: readonly KeptAct[]): OrderView {
  return acts.filter(({ orderId }) => orderId === order.id).reduce(withAct, order)
}

function withAct(order: OrderView, { verb, body }: KeptAct): OrderView {
  if (hasEnded(order)) return order
  if (verb === 'acknowledge') {
    const state = isUntaken(order) ? 'acknowledged' : order.state
    return { ...order, state, acknowledged_revision: Number(body?.revision) }
  }
  if (verb === 'refuse') return { ...order, state: 'refused', end_reason: String(body?.reason) }
  if (verb === 'confirm-milestone') {
    const milestone = body?.milestone as Milestone
    return withStamp(order, milestone, order.suggestions?.[milestone]?.at ?? order.sent_at)
  }
  return verb === 'stamp' ? withStamp(order, body?.milestone as Milestone, String(body?.at)) : order
}

function withStamp(order: OrderView, milestone: Milestone, at: string): OrderView {
  const ahead = milestonesAhead(order).includes(milestone)
  const stamps = { ...order.stamps, [milestone]: { at, by: '', wire: 'station' } }
  return { ...order, stamps, state: ahead ? milestone : order.state }
}
