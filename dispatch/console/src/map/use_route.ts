import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { BoardState } from '../shared/board/board.ts'
import { findIncident } from '../shared/board/incidents.ts'
import { activeOrdersOf } from '../shared/board/runs.ts'
import type { Fixes } from '../shared/fleet/fixes.ts'
import type { Selected } from '../shared/screens/selection.ts'
import type { PointView, RouteView, VehicleView } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { distanceM } from './measure.ts'

export interface Way {
  vehicle: VehicleView
  from: PointView
  to: PointView
  goal: 'scene' | 'pick_up' | 'hospital' | 'station'
  /** Of the hospital or station. */
  placeName: string
  /** On the way back, and with a patient who is not critical, it is driven like any vehicle. */
  blueLight: boolean
}
export interface DrawnRoute {
  way: Way
  route: RouteView
}

const ASK_AGAIN_AFTER_M = 120
const BOUND_FOR_HOSPITAL: ReadonlySet<VehicleView['status']> = new Set(['to_hospital', 'at_hospital'])

/** Which way is drawn: of the chosen vehicle, else of one that was sent, else of the best one. */
export function wayOf(board: BoardState, fixes: Fixes, selected: Selected, ranks: readonly string[]): Way | null {
  const sent = selected.incident_id === null ? undefined : activeOrdersOf(board, selected.incident_id)[0]?.vehicle_id
  const vehicle = board.vehicles.find(({ id }) => id === (selected.vehicle_id ?? sent ?? ranks[0]))
  const from = vehicle && (fixes.get(vehicle.id)?.point ?? board.stations.find(({ id }) => id === vehicle.station_id)?.point)
  if (!vehicle || !from) return null
  const station = board.stations.find(({ id }) => id === vehicle.station_id)
  if (vehicle.status === 'returning' && station) {
    return { vehicle, from, to: station.point, goal: 'station', placeName: station.name, blueLight: false }
  }
  const order = board.orders.find(({ id }) => vehicle.order_ids.includes(id))
  const hospital = board.hospitals.find(({ id }) => id === order?.hospital_id)
  if (hospital && BOUND_FOR_HOSPITAL.has(vehicle.status)) {
    const critical = findIncident(board, order?.incident_id ?? null)?.form.priority === 1
    return { vehicle, from, to: hospital.point, goal: 'hospital', placeName: hospital.name, blueLight: critical }
  }
  const incident = findIncident(board, order?.incident_id ?? selected.incident_id)
  const pickUp = incident?.pick_up_point?.point
  const to = pickUp ?? incident?.scene?.point
  return to ? { vehicle, from, to, goal: pickUp ? 'pick_up' : 'scene', placeName: '', blueLight: true } : null
}

/** Its route by road; asked for anew when the vehicle has gone on or the goal is another. */
export function useRoute(way: ComputedRef<Way | null>, wires: MapWires): ComputedRef<DrawnRoute | null> {
  const drawn: ShallowRef<DrawnRoute | null> = shallowRef(null)
  let asked: Way | null = null
  watch(way, (next) => {
    if (!next) asked = drawn.value = null
    else if (!asked || !isSameWay(asked, next)) void ask((asked = next))
  }, { immediate: true })

  async function ask(next: Way): Promise<void> {
    try {
      const route = await wires.route(next.from, next.to, next.blueLight)
      if (asked === next) drawn.value = { way: next, route }
    } catch {
      if (asked === next) asked = drawn.value = null
    }
  }
  return computed(() => (drawn.value?.way.vehicle.id === way.value?.vehicle.id ? drawn.value : null))
}

function isSameWay(a: Way, b: Way): boolean {
  const sameGoal = a.to.lon === b.to.lon && a.to.lat === b.to.lat
  return a.vehicle.id === b.vehicle.id && sameGoal && distanceM(a.from, b.from) < ASK_AGAIN_AFTER_M
}
