import { t } from '../../shared/texts/texts.ts'
import type { OrderView, VehicleView } from '../../wire/contracts.gen.ts'
import type { OrderWires } from '../../wire/order_wires.ts'
import type { CancelReason, Duty, DutyReason, EmptyReturnReason, Milestone, ReassignReason } from '../../wire/words.ts'
import type { Questions } from '../use_question.ts'
import { actsFor, type OrderAct } from './allowed.ts'
import { useSuggestionActs, type SuggestionActs } from './use_suggestion_acts.ts'

export interface OrderActs extends SuggestionActs {
  /** The key: asks for the first order, once more for the next. */
  askNext: () => void
  choose: (order: OrderView, act: OrderAct) => void
  stamp: (orderId: string, milestone: Milestone) => Promise<void>
  cancel: (orderId: string, reason: CancelReason) => Promise<void>
  returnEmpty: (orderId: string, reason: EmptyReturnReason) => Promise<void>
  reassign: (orderId: string, vehicleId: string, reason: ReassignReason) => Promise<void>
  changeDuty: (vehicle: VehicleView, duty: Duty, reason: DutyReason | null) => Promise<void>
  tellBeds: (hospitalId: string, free: number) => Promise<void>
}

/** What a person does to orders that are sent, and to the duty of vehicles: every end has its reason. */
export function useOrderActs(
  wires: OrderWires, orders: () => readonly OrderView[], questions: Questions, say: (error: unknown) => void, tell: (text: string) => void,
): OrderActs {
  async function attempt(ask: Promise<unknown>): Promise<void> {
    questions.leave()
    await ask.catch(say)
  }

  function askNext(): void {
    const open = orders().filter((order) => actsFor(order).length > 0)
    const asked = questions.open.value
    const here = asked?.kind === 'order' ? open.findIndex(({ id }) => id === asked.orderId) : -1
    const next = open[(here + 1) % Math.max(1, open.length)]
    if (next) questions.ask({ kind: 'order', orderId: next.id, step: 'act' })
    else tell(t('order.none'))
  }

  function choose(order: OrderView, act: OrderAct): void {
    if (act === 'acknowledge') void attempt(wires.acknowledge(order.id, order.revision))
    else questions.ask({ kind: 'order', orderId: order.id, step: act })
  }

  return {
    askNext,
    ...useSuggestionActs(wires, orders, attempt, tell),
    choose,
    stamp: (id, milestone) => attempt(wires.stamp(id, milestone)),
    cancel: (id, reason) => attempt(wires.cancel(id, reason)),
    returnEmpty: (id, reason) => attempt(wires.returnEmpty(id, reason)),
    reassign: (id, vehicleId, reason) => attempt(wires.reassign(id, vehicleId, reason)),
    tellBeds: (hospitalId, free) => attempt(wires.tellBeds(hospitalId, free)),
    changeDuty: (vehicle, duty, reason) => attempt(wires.changeDuty(vehicle.id, { duty, reason })),
  }
}
