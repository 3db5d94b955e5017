import type { ContradictionView, OrderView, SuggestionView } from '../../wire/contracts.gen.ts'
import type { Milestone } from '../../wire/words.ts'
import { hasEnded } from './runs.ts'

const RUN: readonly Milestone[] = [
  'departed', 'arrived', 'patient_contact', 'patient_aboard', 'left_scene', 'at_hospital', 'handed_over', 'returning', 'completed',
]

export interface Suggested {
  milestone: Milestone
  suggestion: SuggestionView
}
export interface Contradicted {
  milestone: Milestone
  contradiction: ContradictionView
}

/** The milestones that positions suggest and nobody has told, the earliest first. */
export function suggestedOf(order: OrderView): Suggested[] {
  if (hasEnded(order)) return []
  const here = RUN.indexOf(order.state as Milestone)
  return RUN.slice(here + 1).flatMap((milestone) => {
    const suggestion = order.suggestions?.[milestone]
    return suggestion && !order.stamps[milestone] ? [{ milestone, suggestion }] : []
  })
}

/** Where positions do not fit what was told, in the order of a run. */
export function contradictedOf(order: OrderView): Contradicted[] {
  if (hasEnded(order)) return []
  return RUN.flatMap((milestone) => {
    const contradiction = order.contradictions?.[milestone]
    return contradiction ? [{ milestone, contradiction }] : []
  })
}

/** No person said it: a position or a terminal did, by the centre's setting. */
export function isAutomatic(order: OrderView, milestone: string): boolean {
  return ['position', 'terminal'].includes(order.stamps[milestone]?.wire ?? '')
}
