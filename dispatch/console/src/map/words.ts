import { t } from '../shared/texts/texts.ts'
import { asTimer } from '../shared/time/format.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import { ringOf, runningM } from './geodesic.ts'
import { sayMeasured, sayMetres, saySquareMetres } from './say.ts'
import type { DrawnRoute } from './use_route.ts'
import type { Standing } from './use_tools.ts'

/** What a measurement has found, in one line that can be copied; empty while nothing is measured. */
export function measuredWords(tool: Standing | null, measured: readonly PointView[]): string {
  if (tool !== 'distance' && tool !== 'area') return ''
  if (measured.length < (tool === 'area' ? 3 : 2)) return t('map.measure_begin', { count: measured.length })
  if (tool === 'distance') return t('map.measured_distance', { distance: sayMeasured(runningM(measured).at(-1) ?? 0), count: measured.length })
  const ring = ringOf(measured)
  const said = { area: saySquareMetres(ring.areaM2), distance: sayMeasured(ring.perimeterM) }
  return t(ring.crosses ? 'map.measured_crossing' : 'map.measured_area', said)
}

/** How far the chosen vehicle has to go, and how sure that is. */
export function routeWords({ way, route }: DrawnRoute): string {
  const goals = { scene: t('map.to_scene'), pick_up: t('map.to_pick_up'), hospital: t('map.to_hospital', { name: way.placeName }), station: t('map.to_hospital', { name: way.placeName }) }
  const values = { name: way.vehicle.name, goal: goals[way.goal], minutes: asTimer(route.seconds), distance: sayMetres(route.metres) }
  return t(route.mode === 'road' ? 'map.route' : 'map.route_straight', values)
}
