import type { BoardState } from '../shared/board/board.ts'
import { fixAgeS, STALE_AFTER_S, type Fixes } from '../shared/fleet/fixes.ts'
import { t, textOfCode, type TextKey } from '../shared/texts/texts.ts'
import type { PlaceAroundView, PointView } from '../wire/contracts.gen.ts'
import type { Toward } from '../wire/words.ts'
import { geodesicM } from './geodesic.ts'
import { layerOf } from './layers.ts'
import { sayAge } from './say.ts'

export type VehicleKind = 'ready' | 'running' | 'off'
export type OnBoard = VehicleKind | 'stations' | 'hospitals'
export type OnMap = PlaceAroundView['kind']
export type AroundKind = OnBoard | OnMap

/** Shift with the digit takes a kind in or out; names stand in the catalogue under around.KIND. */
export const AROUND_KINDS: readonly { kind: AroundKind; digit: number; text: TextKey }[] = [
  { kind: 'ready', digit: 1, text: 'around.ready' },
  { kind: 'running', digit: 2, text: 'around.running' },
  { kind: 'off', digit: 3, text: 'around.off' },
  { kind: 'stations', digit: 4, text: 'around.stations' },
  { kind: 'hospitals', digit: 5, text: 'around.hospitals' },
  { kind: 'school', digit: 6, text: 'around.school' },
  { kind: 'pharmacy', digit: 7, text: 'around.pharmacy' },
  { kind: 'aed', digit: 8, text: 'around.aed' },
  { kind: 'police', digit: 9, text: 'around.police' },
  { kind: 'fire_station', digit: 0, text: 'around.fire_station' },
]
export const VEHICLES: readonly VehicleKind[] = ['ready', 'running', 'off']
export const RADII_M = [500, 1000, 2000, 3000, 5000, 10_000] as const

export interface Thing {
  id: string
  kind: AroundKind
  name: string
  /** Status and age of a fix, departments, district. */
  note: string
  point: PointView
}
export interface Placed extends Thing {
  metres: number
  toward: Toward | null
}

const COMPASS: readonly Toward[] = ['north', 'north_east', 'east', 'south_east', 'south', 'south_west', 'west', 'north_west']
const HERE_M = 10

/** Everything the centre has, where it was last known to be. */
export function thingsOf(board: BoardState, fixes: Fixes, nowMs: number): Thing[] {
  const stations = new Map(board.stations.map((station) => [station.id, station]))
  const vehicles = board.vehicles.flatMap((vehicle): Thing[] => {
    const fix = fixes.get(vehicle.id)
    const point = fix?.point ?? stations.get(vehicle.station_id)?.point
    if (!point) return []
    const status = t(`vehicle_status.${vehicle.status}`)
    const age = fix ? fixAgeS(fix, nowMs) : null
    const doubt = age === null ? t('around.at_station') : age > STALE_AFTER_S ? t('map.fix_age', { age: sayAge(age) }) : ''
    return [{ id: vehicle.id, kind: layerOf(vehicle.status), name: vehicle.name, note: [status, doubt].filter(Boolean).join(' · '), point }]
  })
  return [
    ...vehicles,
    ...board.stations.map(({ id, name, point }): Thing => ({ id, kind: 'stations', name, note: '', point })),
    ...board.hospitals.map(({ id, name, point, departments }): Thing => ({
      id, kind: 'hospitals', name, note: departments.map((one) => textOfCode('department', one)).join(' '), point,
    })),
  ]
}

/** What the map told, as the same kind of thing. */
export function thingOf({ id, kind, name, district, detail, point }: PlaceAroundView): Thing {
  return { id, kind, name, note: detail || district, point }
}

/** The things of some kinds within a radius, nearest first. */
export function around(point: PointView, radiusM: number, kinds: ReadonlySet<AroundKind>, things: readonly Thing[]): Placed[] {
  return things.filter(({ kind }) => kinds.has(kind))
    .map((thing) => ({ ...thing, metres: geodesicM(point, thing.point), toward: towardOf(point, thing.point) }))
    .filter(({ metres }) => metres <= radiusM)
    .sort((a, b) => a.metres - b.metres || a.name.localeCompare(b.name))
}

/** The nearest few of some kinds, however far. */
export function nearest(point: PointView, kinds: readonly AroundKind[], things: readonly Thing[], most: number): Placed[] {
  return around(point, Infinity, new Set(kinds), things).slice(0, most)
}

/** The eighth of the compass in which a point lies from another; null at the place itself. */
export function towardOf(from: PointView, to: PointView): Toward | null {
  if (geodesicM(from, to) < HERE_M) return null
  const east = (to.lon - from.lon) * Math.cos((((to.lat + from.lat) / 2) * Math.PI) / 180)
  const degrees = (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI
  return COMPASS[((Math.round(degrees / 45) % 8) + 8) % 8] ?? null
}
