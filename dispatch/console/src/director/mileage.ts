import { t } from '../shared/texts/texts.ts'
import { asTimer } from '../shared/time/format.ts'
import type { MileageView } from '../wire/contracts.gen.ts'

type Driving = MileageView['vehicles'][number]

export interface MileageRow {
  kind: 'trips' | 'stops' | 'speedings' | 'odometer'
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

/** The mileage, by what it is taken: the odometer where it told all along and never broke, else the points. */
export function mileageOf({ metres, odometer }: Pick<Driving, 'metres' | 'odometer'>): string {
  if (odometer === null) return t('mileage.by_points', { km: kilometres(metres) })
  const [used, other] = odometer.used ? (['mileage.by_odometer', metres] as const) : (['mileage.by_points_beside', odometer.metres] as const)
  const told = t(used, { km: kilometres(odometer.used ? odometer.metres : metres), other: kilometres(other) })
  return odometer.differs ? `${told} ! ${t('mileage.differs')}` : told
}

/** Every trip, stop and speeding of a vehicle in the order of time. */
export function rowsOf({ trips, stops, speedings, odometer_breaks }: Driving): MileageRow[] {
  const rows = [
    ...trips.map((one) => row('trips', one, mileageOf(one))),
    ...stops.map((one) => row('stops', one, t('mileage.stop', { minutes: asTimer((Date.parse(one.until) - Date.parse(one.since)) / 1000) }))),
    ...speedings.map((one) => row('speedings', one, t('mileage.speeding', { speed: Math.round(one.fastest_kmh) }))),
    ...odometer_breaks.map((one) => row('odometer', one, t(`mileage.${one.kind}`, { before: one.before_km, after: one.after_km }))),
  ]
  return rows.sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
}

function row(kind: MileageRow['kind'], { since, until }: { since: string; until: string }, text: string): MileageRow {
  const from = Date.parse(since) - AROUND_MS
  const to = Math.min(Date.parse(until) + AROUND_MS, from + DAY_MS)
  return { kind, since, until, text, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
