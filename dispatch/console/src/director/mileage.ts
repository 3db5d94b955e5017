import { t } from '../shared/texts/texts.ts'
import { asTimer } from '../shared/time/format.ts'
import type { MileageView } from '../wire/contracts.gen.ts'

type Driving = MileageView['vehicles'][number]

export interface MileageRow {
  kind: 'trips' | 'stops' | 'speedings'
  since: string
  until: string
  text: string
  /** The span of its replay: a minute around it, a day at most. */
  from: string
  to: string
}
const [AROUND_MS, DAY_MS] = [60_000, 86_400_000]

export function kilometres(metres: number): string {
  return (metres / 1000).toFixed(1)
}

/** Every trip, stop and speeding of a vehicle in the order of time. */
export function rowsOf({ trips, stops, speedings }: Driving): MileageRow[] {
  const rows = [
    ...trips.map((one) => row('trips', one, t('mileage.trip', { km: kilometres(one.metres) }))),
    ...stops.map((one) => row('stops', one, t('mileage.stop', { minutes: asTimer((Date.parse(one.until) - Date.parse(one.since)) / 1000) }))),
    ...speedings.map((one) => row('speedings', one, t('mileage.speeding', { speed: Math.round(one.fastest_kmh) }))),
  ]
  return rows.sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
}

function row(kind: MileageRow['kind'], { since, until }: { since: string; until: string }, text: string): MileageRow {
  const from = Date.parse(since) - AROUND_MS
  const to = Math.min(Date.parse(until) + AROUND_MS, from + DAY_MS)
  return { kind, since, until, text, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
