import type { Api } from './api.ts'
import type { EmergencyView } from './contracts.gen.ts'

const V1 = '/api/v1/emergencies'

/** What is asked of the command server about pressed emergency keys. */
export class EmergencyWires {
  constructor(private readonly api: Api) {}

  acknowledge = (id: string, raisings: number): Promise<EmergencyView> => this.api.ask('POST', `${V1}/${id}/acknowledge`, { raisings })
  end = (id: string, reason: NonNullable<EmergencyView['end_reason']>): Promise<EmergencyView> => this.api.ask('POST', `${V1}/${id}/end`, { reason })
}
