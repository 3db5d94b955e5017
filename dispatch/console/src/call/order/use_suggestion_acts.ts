import { ref, type Ref } from 'vue'
import { suggestedOf } from '../../shared/board/suggested.ts'
import { t } from '../../shared/texts/texts.ts'
import type { OrderView } from '../../wire/contracts.gen.ts'
import type { OrderWires } from '../../wire/order_wires.ts'
import type { DismissReason } from '../../wire/words.ts'

export interface SuggestionActs {
  /** The key: takes the earliest milestone that positions suggest, of this order or of the first that has one. */
  confirmMilestone: (order?: OrderView) => Promise<void>
  /** The order whose first suggestion is being called wrong, by its id. */
  dismissing: Ref<string | null>
  /** The key, or a click at one order: ask why its first suggestion is wrong. */
  askDismissal: (order?: OrderView) => void
  dismiss: (order: OrderView, reason: DismissReason) => Promise<void>
}

/** What a person makes of suggested milestones: takes one, or calls it wrong. */
export function useSuggestionActs(
  wires: OrderWires, orders: () => readonly OrderView[], attempt: (ask: Promise<unknown>) => Promise<void>, tell: (text: string) => void,
): SuggestionActs {
  const dismissing = ref<string | null>(null)
  const first = (): OrderView | undefined => orders().find((one) => suggestedOf(one).length > 0)

  async function confirmMilestone(order = first()): Promise<void> {
    const next = order && suggestedOf(order)[0]
    if (order && next) await attempt(wires.confirmMilestone(order.id, next.milestone))
    else tell(t('milestone.none_suggested'))
  }

  function askDismissal(order = first()): void {
    if (!order) tell(t('milestone.none_suggested'))
    dismissing.value = order && dismissing.value !== order.id ? order.id : null
  }

  async function dismiss(order: OrderView, reason: DismissReason): Promise<void> {
    dismissing.value = null
    const wrong = suggestedOf(order)[0]
    if (wrong) await attempt(wires.dismissMilestone(order.id, wrong.milestone, reason))
  }

  return { confirmMilestone, dismissing, askDismissal, dismiss }
}
