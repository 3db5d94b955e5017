import { t, textOfCode } from '../../shared/texts/texts.ts'
import type { OrderView, ReasonView, RecommendationView } from '../../wire/contracts.gen.ts'

const LISTED = ', '

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
  if (name === 'departments') return value.split(',').map((one) => textOfCode('department', one)).join(LISTED)
  return value
}
