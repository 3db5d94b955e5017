import { t } from '../shared/texts/texts.ts'
import type { BusyReason } from '../wire/words.ts'

export type SeatAct = BusyReason | 'sign_off'

const REASONS: readonly BusyReason[] = ['break', 'meal', 'meeting', 'training', 'equipment']

/** What a call-taker may choose who takes no calls, each under its digit. */
export function seatChoices(): { value: SeatAct; text: string }[] {
  return [
    ...REASONS.map((value) => ({ value, text: t(`busy_reason.${value}`) })),
    { value: 'sign_off', text: t('seat.sign_off') },
  ]
}
