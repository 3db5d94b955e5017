import type { Duty, DutyReason } from '../../wire/words.ts'

/** Every duty with its reason, in the order of the digits. */
export const DUTIES = [
  'in_service', 'reserved appointment', 'reserved stand_by', 'out_of_service disinfection', 'out_of_service refuelling',
  'out_of_service repair', 'out_of_service meal', 'out_of_service crew_short', 'out_of_service breakdown',
] as const
export type DutyChoice = (typeof DUTIES)[number]

/** What a choice means on the wire. */
export function dutyOf(choice: DutyChoice): { duty: Duty; reason: DutyReason | null } {
  const [duty, reason] = choice.split(' ')
  return { duty: duty as Duty, reason: (reason as DutyReason | undefined) ?? null }
}
