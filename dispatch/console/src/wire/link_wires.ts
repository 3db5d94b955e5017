import type { Api } from './api.ts'
import type { LocationLinksView, LocationLinkView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What is asked of the command server about links by which telephones say where they are. */
export class LinkWires {
  constructor(private readonly api: Api) {}

  list = (call: string): Promise<LocationLinksView> => this.api.ask('GET', `${V1}/calls/${call}/location-links`)
  send = (call: string, number: string | null): Promise<LocationLinkView> => this.api.ask('POST', `${V1}/calls/${call}/location-links`, { number })
}
