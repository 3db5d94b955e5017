import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import { waitingIncidents } from '../../shared/board/incidents.ts'
import type { IncidentView, RankedVehicleView } from '../../wire/contracts.gen.ts'
import type { OrderWires } from '../../wire/order_wires.ts'
import { useRecommendation } from './use_recommendation.ts'

export interface Proposal {
  incident: IncidentView
  vehicle: RankedVehicleView
}

/** The vehicle that has become free for the incident that waits first, beside the one that is worked on. */
export function useProposal(wires: OrderWires, board: () => BoardState | null, shownId: () => string | null): ComputedRef<Proposal | null> {
  const first = shallowRef<IncidentView | null>(null)
  watch(() => {
    const state = board()
    return (state && waitingIncidents(state).find(({ id }) => id !== shownId())) ?? null
  }, (next) => { first.value = next }, { immediate: true })
  const recommended = useRecommendation(wires, () => first.value, board)
  return computed(() => {
    const vehicle = recommended.answer.value?.ranked[0]
    return first.value && vehicle ? { incident: first.value, vehicle } : null
  })
}
