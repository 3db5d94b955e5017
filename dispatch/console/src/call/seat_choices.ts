import { t } from '../shared/texts/texts.ts'
import type { BusyReason } from '../wire/words.ts'

export type SeatAct = BusyReason | 'sign_off'
const REASONS: readonly BusyReason[] = ['break', 'meal', 'meeting', 'training', 'equipment']

/** How a person stops taking calls: for a reason, or for good. */
export function listSeatActs(): { value: SeatAct; text: string }[] {
  const reasons = REASONS.map((value) => ({ value, text: t(`busy_reason.${value}`) }))
  return [...reasons, { value: 'sign_off', text: t('seat.sign_off') }]
}
