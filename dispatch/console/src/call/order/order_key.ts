import type { IncidentView, RankedVehicleView } from '../../wire/contracts.gen.ts'
import { isOver } from '../../shared/board/incidents.ts'

/** What the big key would do now. It sends only for a place that a person confirmed. */
export type OrderKey =
  | { kind: 'no_incident' | 'over' | 'place_missing' | 'no_vehicle' }
  | { kind: 'already_sent' }
  | { kind: 'place_unconfirmed'; typed: string }
  | { kind: 'ready'; place: string; mapped: boolean; vehicles: readonly RankedVehicleView[] }

export interface Standing {
  incident: IncidentView | null
  /** In the field and no place yet; null: nothing was typed since the last key. */
  typed: string | null
  chosen: readonly RankedVehicleView[]
  /** Orders of the incident that run. */
  running: number
}

/** Typed text comes first: whoever typed another place means another place. */
export function orderKeyOf({ incident, typed, chosen, running }: Standing): OrderKey {
  if (!incident) return { kind: 'no_incident' }
  if (isOver(incident)) return { kind: 'over' }
  if (typed !== null && typed.trim() !== '' && typed.trim() !== incident.scene?.text) return { kind: 'place_unconfirmed', typed: typed.trim() }
  if (!incident.scene) return { kind: 'place_missing' }
  if (chosen.length > 0) return { kind: 'ready', place: incident.scene.text, mapped: incident.scene.point !== null, vehicles: chosen }
  return { kind: running > 0 ? 'already_sent' : 'no_vehicle' }
}
