import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { BoardState } from '../shared/board/board.ts'
import { findIncident, isOver } from '../shared/board/incidents.ts'
import type { Screens } from '../shared/screens/use_screens.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { sceneOf } from './marks.ts'

interface Ranks {
  incidentId: string
  vehicleIds: string[]
}

/**
 * The recommended vehicles of the selected incident, best first: those that the call window shows,
 * and until it has said which, the server's own answer.
 */
export function useRanks(board: ComputedRef<BoardState | null>, screens: Screens, wires: MapWires): ComputedRef<readonly string[]> {
  const own = shallowRef<Ranks | null>(null)
  const wanted = computed(() => {
    const incident = board.value && findIncident(board.value, screens.selection.value.incident_id)
    return incident && !isOver(incident) && sceneOf(incident) ? incident.id : null
  })
  const reason = computed(() => `${wanted.value ?? ''} ${board.value?.vehicles.map(({ status }) => status).join() ?? ''}`)

  watch(reason, () => { void ask(wanted.value) }, { immediate: true })

  async function ask(incidentId: string | null): Promise<void> {
    if (incidentId === null) return
    try {
      const { ranked } = await wires.recommendation(incidentId)
      own.value = { incidentId, vehicleIds: ranked.map(({ vehicle_id }) => vehicle_id) }
    } catch {
      own.value = null // the call window says why; here the numbers are missing
    }
  }
  return computed(() => {
    const told = screens.ranks.value
    if (told && told.incidentId === wanted.value) return told.vehicleIds
    return own.value && own.value.incidentId === wanted.value ? own.value.vehicleIds : []
  })
}
