import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import { findIncident, incidentOfCall, openIncidents } from '../../shared/board/incidents.ts'
import type { Screens } from '../../shared/screens/use_screens.ts'
import type { IncidentView } from '../../wire/contracts.gen.ts'
import type { Caller } from '../caller.ts'

export interface Shown {
  incident: ComputedRef<IncidentView | null>
  /** That of the caller on the line. */
  own: ComputedRef<IncidentView | null>
  select: (id: string | null) => void
  step: (by: number) => void
  /** A server answered with a newer view than the board has yet. */
  learn: (incident: IncidentView) => void
}

/**
 * The incident that the window works on: the one both windows look at. A call that this seat talks
 * to opens on its own incident once; after that only a person's key leads elsewhere.
 */
export function useShown(board: () => BoardState | null, screens: Screens, caller: () => Caller | null): Shown {
  const answered = shallowRef<IncidentView | null>(null)
  const incident = computed(() => {
    const state = board()
    return state && newer(findIncident(state, screens.selection.value.incident_id), answered.value)
  })
  const own = computed(() => {
    const [state, call] = [board(), caller()]
    return state && call?.answeredAt != null ? incidentOfCall(state, call.call?.id ?? null) : null
  })
  watch(() => own.value?.id ?? null, (id) => { if (id !== null) select(id) }, { immediate: true })

  function select(id: string | null): void {
    if (id !== screens.selection.value.incident_id) screens.select({ incident_id: id })
  }

  function step(by: number): void {
    const state = board()
    const open = state ? openIncidents(state) : []
    const here = open.findIndex(({ id }) => id === incident.value?.id)
    const next = here < 0 ? open.at(by > 0 ? 0 : -1) : open[(here + by + open.length) % open.length]
    if (next) select(next.id)
  }
  return { incident, own, select, step, learn: (view) => { answered.value = view } }
}

/** Of two views of one incident the later one. */
export function newer(told: IncidentView | null, answered: IncidentView | null): IncidentView | null {
  return told && answered?.id === told.id && answered.revision > told.revision ? answered : told
}
