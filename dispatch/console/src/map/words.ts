import { t } from '../shared/texts/texts.ts'
import { asTimer } from '../shared/time/format.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import { around } from './around.ts'
import type { Marks } from './marks.ts'
import { areaM2, lengthM } from './measure.ts'
import { sayMetres, saySquareMetres } from './say.ts'
import type { DrawnRoute } from './use_route.ts'
import type { Standing } from './use_tools.ts'

/** What the tool in hand has found, in one line. */
export function toolWords(tool: Standing | null, measured: readonly PointView[], place: { point: PointView; name: string }, marks: Marks): string {
  if (tool === 'around') return aroundWords(place, marks)
  if (tool === null) return ''
  if (measured.length < (tool === 'area' ? 3 : 2)) return t('map.measure_begin')
  if (tool === 'distance') return t('map.measured_distance', { distance: sayMetres(lengthM(measured)) })
  const ring = [...measured, measured[0]].filter((point) => point !== undefined)
  return t('map.measured_area', { area: saySquareMetres(areaM2(measured)), distance: sayMetres(lengthM(ring)) })
}

/** How far the chosen vehicle has to go, and how sure that is. */
export function routeWords({ way, route }: DrawnRoute): string {
  const goals = { scene: t('map.to_scene'), pick_up: t('map.to_pick_up'), hospital: t('map.to_hospital', { name: way.placeName }), station: t('map.to_hospital', { name: way.placeName }) }
  const values = { name: way.vehicle.name, goal: goals[way.goal], minutes: asTimer(route.seconds), distance: sayMetres(route.metres) }
  return t(route.mode === 'road' ? 'map.route' : 'map.route_straight', values)
}

function aroundWords({ point, name }: { point: PointView; name: string }, marks: Marks): string {
  const found = around(point, marks)
  const list = (names: string[]): string => (names.length > 0 ? `${names.length} (${names.slice(0, 4).join(' ')})` : '0')
  if (Object.values(found).every(({ length }: string[]) => length === 0)) return t('map.within_none')
  return t('map.within', { place: name, vehicles: list(found.vehicles), stations: list(found.stations), hospitals: list(found.hospitals) })
}
