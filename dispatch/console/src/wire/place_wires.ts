import type { Api } from './api.ts'
import type { CallerPlacesView, ChoosePlaceSource, IncidentView, SourceRoundView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What is asked of the command server about where a caller is. */
export class PlaceWires {
  constructor(private readonly api: Api) {}

  sourcesOfCall = (id: string): Promise<CallerPlacesView> => this.api.ask('GET', `${V1}/calls/${id}/place-sources`)
  sourcesOfIncident = (id: string): Promise<CallerPlacesView> => this.api.ask('GET', `${V1}/incidents/${id}/place-sources`)
  askAgain = (call: string): Promise<SourceRoundView> => this.api.ask('POST', `${V1}/calls/${call}/place-sources/ask`)
  choose = (incident: string, source: string, reason: ChoosePlaceSource['reason']): Promise<IncidentView> =>
    this.api.ask('POST', `${V1}/incidents/${incident}/place-sources/${source}/choice`, { reason })
}
