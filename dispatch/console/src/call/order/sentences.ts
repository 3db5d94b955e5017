import { t, textOfCode, type CodeArea } from '../../shared/texts/texts.ts'
import type { OrderView, RankedVehicleView, ReasonView, RecommendationView } from '../../wire/contracts.gen.ts'

const LISTED = ', '
/** Values that name several codes of an area. */
const LISTS: Readonly<Record<string, CodeArea>> = { departments: 'department', centres: 'capability', skills: 'skill' }

/** One reason in words; codes among its values become words too. */
export function textOfReason({ code, parameters }: ReasonView): string {
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, wordOf(name, value)]))
  return textOfCode('reason', code, values)
}

/** All reasons as one sentence. */
export function sentenceOf(reasons: readonly ReasonView[]): string {
  return reasons.map(textOfReason).join(' · ')
}

/** What must stand above a list that is less than it seems. */
export function warningOf({ mode, positions, ranked }: RecommendationView): string | null {
  if (ranked.length > 0 && ranked.every(({ travel_s }) => travel_s === null)) return t('recommend.unmapped')
  if (positions === 'stations') return t(mode === 'straight_line' ? 'recommend.stations_straight' : 'recommend.stations')
  return mode === 'straight_line' ? t('recommend.straight_line') : null
}

const END_AREAS = {
  cancelled: 'cancel_reason', reassigned: 'reassign_reason', empty_return: 'empty_return_reason', refused: 'refuse_reason',
} as const

/** Why a run ended otherwise than at its end; null: it did not, or nobody said. */
export function endOf({ state, end_reason }: OrderView): string | null {
  const area = state in END_AREAS ? END_AREAS[state as keyof typeof END_AREAS] : null
  return area && end_reason !== null ? textOfCode(area, end_reason) : null
}

function wordOf(name: string, value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value
  if (name === 'status') return textOfCode('vehicle_status', value)
  if (name === 'reason') return textOfCode('duty_reason', value)
  const area = LISTS[name]
  return area ? value.split(',').map((one) => textOfCode(area, one)).join(LISTED) : value
}

const MINUTE_S = 60

/** The span in which a vehicle is expected, whole minutes outwards; null without arrival times. */
export function spanOf(low_s: number | null, high_s: number | null): string | null {
  if (low_s === null || high_s === null) return null
  return t('recommend.eta_span', { low: Math.floor(low_s / MINUTE_S), high: Math.ceil(high_s / MINUTE_S) })
}

/** Who rides, in one sign each. */
export function crewOf({ crew }: Pick<RankedVehicleView, 'crew'>): string {
  return crew.length === 0 ? t('crew.none') : crew.map((role) => t(`crew_role.${role}`)).join('')
}
