import type { BoardState } from '../shared/board/board.ts'
import { isOver } from '../shared/board/incidents.ts'
import { fixAgeS, STALE_AFTER_S, type Fix, type Fixes } from '../shared/fleet/fixes.ts'
import type { Selected } from '../shared/screens/selection.ts'
import type { CallView, HospitalView, IncidentView, PointView, StationView, VehicleView } from '../wire/contracts.gen.ts'
import { distanceM } from './measure.ts'

export interface VehicleMark {
  vehicle: VehicleView
  point: PointView
  /** Its number in the recommendation for the selected incident. */
  rank: number | null
  /** Seconds since its fix; null: never heard, it is shown at its station. */
  ageS: number | null
  stale: boolean
  selected: boolean
  /** Its emergency key was pressed, and that is not over. */
  emergency: boolean
}
export interface StationMark {
  station: StationView
  ready: number
  /** Vehicles at the station that are named all the same: recommended, selected or not heard of. */
  named: VehicleMark[]
}
export interface IncidentMark {
  incident: IncidentView
  point: PointView
  selected: boolean
}
export interface CallerMark {
  call: CallView
  point: PointView
  own: boolean
}
export interface Marks {
  vehicles: VehicleMark[]
  stations: StationMark[]
  hospitals: HospitalView[]
  incidents: IncidentMark[]
  callers: CallerMark[]
}
export interface Shown {
  board: BoardState
  fixes: Fixes
  /** Vehicle ids, best first. */
  ranks: readonly string[]
  selected: Selected
  seat: number | null
  nowMs: number
}

/** Recommended vehicles that carry their number. */
export const RANKED = 5
/** So near to its station a vehicle stands in it. */
const PARKED_WITHIN_M = 150
/** A vehicle that may stand in its station; on a run it is shown where it is. */
const MAY_PARK: ReadonlySet<VehicleView['status']> = new Set(['standby', 'ordered', 'departing', 'reserved', 'out_of_service'])

/** Everything that stands on the map, from what is known now. */
export function marksOf(shown: Shown): Marks {
  const { board, selected } = shown
  const stations = new Map(board.stations.map((station) => [station.id, station]))
  const marks = board.vehicles.flatMap((vehicle) => vehicleMark(vehicle, stations.get(vehicle.station_id), shown))
  const isParked = ({ vehicle, point, ageS, emergency }: VehicleMark): boolean => {
    if (emergency) return false
    const station = stations.get(vehicle.station_id)
    if (!station || !MAY_PARK.has(vehicle.status)) return false
    return ageS === null || distanceM(point, station.point) <= PARKED_WITHIN_M
  }
  const parked = marks.filter(isParked)
  return {
    vehicles: marks.filter((mark) => !parked.includes(mark)),
    stations: board.stations.map((station) => stationMark(station, parked)),
    hospitals: [...board.hospitals],
    incidents: board.incidents.flatMap((incident) => incidentMark(incident, selected)),
    callers: board.calls.flatMap((call) => callerMark(call, shown)),
  }
}

/** Where an incident is met: the scene; null while it is not on the map. */
export function sceneOf(incident: IncidentView | null): PointView | null {
  return incident?.scene?.point ?? null
}

function vehicleMark(vehicle: VehicleView, station: StationView | undefined, shown: Shown): VehicleMark[] {
  const fix = shown.fixes.get(vehicle.id)
  const point = fix?.point ?? station?.point
  if (!point) return []
  const place = shown.ranks.slice(0, RANKED).indexOf(vehicle.id)
  const selected = shown.selected.vehicle_id === vehicle.id
  return [{ vehicle, point, rank: place < 0 ? null : place + 1, ...ageOf(fix, shown.nowMs), selected, emergency: shown.board.emergencies.some(({ vehicle_id: id }) => id === vehicle.id) }]
}

function ageOf(fix: Fix | undefined, nowMs: number): Pick<VehicleMark, 'ageS' | 'stale'> {
  if (!fix) return { ageS: null, stale: true }
  const ageS = fixAgeS(fix, nowMs)
  return { ageS, stale: ageS > STALE_AFTER_S }
}

function stationMark(station: StationView, parked: readonly VehicleMark[]): StationMark {
  const here = parked.filter(({ vehicle }) => vehicle.station_id === station.id)
  const named = here.filter(({ rank, selected, vehicle, ageS }) => {
    const onRun = vehicle.status === 'ordered' || vehicle.status === 'departing'
    return rank !== null || selected || onRun || (ageS === null && vehicle.status !== 'out_of_service' && vehicle.status !== 'standby')
  })
  return {
    station,
    ready: here.filter(({ vehicle }) => vehicle.status === 'standby').length,
    named: named.sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || a.vehicle.name.localeCompare(b.vehicle.name)),
  }
}

function incidentMark(incident: IncidentView, selected: Selected): IncidentMark[] {
  const point = sceneOf(incident)
  if (!point || isOver(incident)) return []
  return [{ incident, point, selected: incident.id === selected.incident_id }]
}

/** A caller stands where the line is installed, until his incident has a scene of its own. */
function callerMark(call: CallView, { board, seat }: Shown): CallerMark[] {
  const point = call.caller.subscriber?.point
  if (!point || call.ended_at !== null) return []
  const incident = board.incidents.find(({ calls, state }) => calls.includes(call.id) && state !== 'merged')
  if (sceneOf(incident ?? null)) return []
  return [{ call, point, own: call.seat !== null && call.seat === seat }]
}
