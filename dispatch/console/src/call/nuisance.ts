import { t, type TextKey } from '../shared/texts/texts.ts'
import { clockTime, groupedNumber } from '../shared/time/format.ts'
import type { MarkedView, MarkNuisance } from '../wire/contracts.gen.ts'
import { Refusal } from '../wire/problem.ts'

export type LockHours = NonNullable<MarkNuisance['hours']>
export const LOCK_HOURS: readonly LockHours[] = [4, 1, 24]

const PROTECTIONS: Readonly<Record<string, TextKey>> = {
  emergency_service: 'protection.emergency_service',
  hospital: 'protection.hospital',
  station: 'protection.station',
  key_patient: 'protection.key_patient',
  open_incident: 'protection.open_incident',
}

/** What came of a mark, in words. */
export function sayMarked({ number, lock }: MarkedView, zone: string): string {
  const shown = groupedNumber(number)
  return lock ? t('nuisance.locked', { number: shown, until: clockTime(lock.until, zone) }) : t('nuisance.marked', { number: shown })
}

/** Why a number is never locked, in words; null for another refusal. */
export function sayProtected(error: unknown): string | null {
  const reason = error instanceof Refusal && error.code === 'number_protected' ? error.parameter('reason') : null
  const key = typeof reason === 'string' ? PROTECTIONS[reason] : undefined
  return key ? t(key) : null
}
