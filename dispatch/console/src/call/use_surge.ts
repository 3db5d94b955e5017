import { computed, type ComputedRef } from 'vue'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { SurgeView } from '../wire/contracts.gen.ts'
import { SurgeWires } from '../wire/surge_wires.ts'
import type { CallActs } from './call_acts.ts'

export interface SurgeAct {
  /** The surge that is on; it ends by itself, on the server's clock. */
  now: ComputedRef<SurgeView | null>
  /** Begin it for the incident that is shown, or stop it: one key for both. */
  press: () => void
}

/** The surge that every seat is shown. */
export function useSurge(work: Workplace, acts: CallActs, incident: () => string | null): SurgeAct {
  const wires = new SurgeWires(work.centre.api)
  const now = computed(() => {
    const surge = work.board.state.value?.surge ?? null
    return surge && Date.parse(surge.until) > work.clock.now.value ? surge : null
  })
  function press(): void {
    void acts.attempt(() => (now.value ? wires.stop() : wires.start(incident())))
  }
  return { now, press }
}
