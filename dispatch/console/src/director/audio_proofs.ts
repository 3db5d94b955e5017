import { clockTime, dayOf } from '../shared/time/format.ts'
import type { HourProofView } from '../wire/contracts.gen.ts'

export type HourState = 'whole' | 'gaps' | 'explained'

export interface ProvenDay {
  day: string
  /** One a clock hour of the centre's zone; null where nothing is proven yet. */
  hours: (HourProofView | null)[]
}

const HOURS = 24

export function stateOf(hour: HourProofView): HourState {
  if (hour.gaps.length === 0) return 'whole'
  return hour.explained_at === null ? 'gaps' : 'explained'
}

/** Hours by the days of the centre's zone, newest day first. */
export function daysOf(hours: readonly HourProofView[], zone: string): ProvenDay[] {
  const days = new Map<string, (HourProofView | null)[]>()
  for (const one of hours) {
    const day = dayOf(one.hour, zone)
    const row = days.get(day) ?? Array.from({ length: HOURS }, () => null)
    row[Number(clockTime(one.hour, zone).slice(0, 2))] = one
    days.set(day, row)
  }
  return [...days].sort(([a], [b]) => b.localeCompare(a)).map(([day, row]) => ({ day, hours: row }))
}

/** The hour a person is most likely to want: the newest with gaps that nobody has explained. */
export function firstToExplain(hours: readonly HourProofView[]): HourProofView | null {
  return hours.find((one) => stateOf(one) === 'gaps') ?? null
}
