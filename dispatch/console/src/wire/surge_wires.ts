import type { Api } from './api.ts'
import type { SurgeView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What is asked of the command server about a surge. */
export class SurgeWires {
  constructor(private readonly api: Api) {}

  start = (incident_id: string | null): Promise<SurgeView> => this.api.ask('POST', `${V1}/surge`, { incident_id })
  stop = (): Promise<SurgeView> => this.api.ask('POST', `${V1}/surge/stop`)
}
