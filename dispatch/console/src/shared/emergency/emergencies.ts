import { t } from '../texts/texts.ts'
import { asTimer, clockTime, secondsSince } from '../time/format.ts'
import type { EmergencyView } from '../../wire/contracts.gen.ts'

/** What a seat hears of emergencies: nobody has one yet; or nobody has had it for too long. */
export type Urgency = 'raised' | 'overdue' | null

/** The reasons for which one ends, in the order of their digits. */
export const END_REASONS = ['crew_safe', 'help_sent', 'pressed_by_mistake', 'terminal_fault', 'drill'] as const

/** Those that nobody has acknowledged first, each the oldest first. */
export function sorted(emergencies: readonly EmergencyView[]): EmergencyView[] {
  const later = (one: EmergencyView): number => (one.state === 'raised' ? 0 : 1)
  return [...emergencies].sort((a, b) => later(a) - later(b) || a.heard_at.localeCompare(b.heard_at))
}

/** The one that the key acknowledges. */
export function unseen(emergencies: readonly EmergencyView[]): EmergencyView | null {
  return sorted(emergencies).find(({ state }) => state === 'raised') ?? null
}

export function urgencyOf(emergencies: readonly EmergencyView[]): Urgency {
  const raised = emergencies.filter(({ state }) => state === 'raised')
  if (raised.length === 0) return null
  return raised.some(({ overdue_at: late }) => late !== null) ? 'overdue' : 'raised'
}

/** Which vehicle, or which box where it is nobody's. */
export function whoOf({ vehicle_name: name, device }: EmergencyView): string {
  return name ?? t('emergency.no_vehicle', { device })
}

/** When, how often, from where and how old that place is, and what the terminal has said since. */
export function factsOf(one: EmergencyView, nowMs: number, zone: string): string[] {
  const age = asTimer(secondsSince(one.raised_at, nowMs))
  return [
    t('emergency.at', { at: clockTime(one.raised_at, zone) }),
    ...(one.raisings > 1 ? [t('emergency.raisings', { count: one.raisings })] : []),
    one.point ? t('emergency.place_age', { age }) : t('emergency.no_place'),
    ...(one.gone_at ? [t('emergency.gone', { at: clockTime(one.gone_at, zone) })] : []),
  ]
}
