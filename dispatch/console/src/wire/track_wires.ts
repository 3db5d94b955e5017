import type { Api } from './api.ts'
import type { IncidentPage, IncidentView, KeptRecommendationView, MileageView, ReplayView, VehicleView } from './contracts.gen.ts'

const V1 = '/api/v1'
/** A day of ten vehicles. */
const SLOW_MS = 15_000
const PAGES = 5

export type TrackForm = 'geojson' | 'csv' | 'gpx'

export interface Wanted {
  vehicles: readonly string[]
  from: string
  to: string
}

/** What whoever looks back asks of the command server; each look is kept in its audit. */
export class TrackWires {
  constructor(private readonly api: Api) {}

  tracks = (wanted: Wanted): Promise<ReplayView> =>
    this.api.ask('GET', `${V1}/tracks?${queryOf(wanted)}`, undefined, { timeoutMs: SLOW_MS })

  ofIncident = (id: string): Promise<ReplayView> =>
    this.api.ask('GET', `${V1}/incidents/${id}/tracks`, undefined, { timeoutMs: SLOW_MS })

  vehicles = (): Promise<VehicleView[]> => this.api.ask('GET', `${V1}/vehicles`)

  mileage = (wanted: Wanted, overKmh: number): Promise<MileageView> =>
    this.api.ask('GET', `${V1}/tracks/mileage?${queryOf(wanted)}&over_kmh=${String(overKmh)}`, undefined, { timeoutMs: SLOW_MS })

  file = (form: TrackForm, wanted: Wanted): Promise<Blob> => this.api.file(`${V1}/tracks/export.${form}?${queryOf(wanted)}`)

  kept = (orderId: string): Promise<KeptRecommendationView> => this.api.ask('GET', `${V1}/orders/${orderId}/recommendation`)

  incident = (id: string): Promise<IncidentView> => this.api.ask('GET', `${V1}/incidents/${id}`)

  /** The incident of a number, looked for from the end of a day back; null where that day has none. */
  async find(number: string, endOfDay: string): Promise<IncidentView | null> {
    let before: string | null = endOfDay
    for (let page = 0; page < PAGES && before !== null; page += 1) {
      const query = new URLSearchParams({ limit: '200', before }).toString()
      const told: IncidentPage = await this.api.ask('GET', `${V1}/incidents?${query}`)
      const found = told.incidents.find((one) => one.number === number)
      if (found) return found
      before = told.next_before
    }
    return null
  }
}

function queryOf({ vehicles, from, to }: Wanted): string {
  return new URLSearchParams([...vehicles.map((id) => ['vehicle', id]), ['from', from], ['to', to]]).toString()
}
