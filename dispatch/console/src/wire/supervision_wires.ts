import type { Api } from './api.ts'
import type { CallView, SupervisionView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What a leader asks of the command server about running talks. */
export class SupervisionWires {
  constructor(private readonly api: Api) {}

  begin = (callId: string, mode: SupervisionView['mode']): Promise<SupervisionView> =>
    this.api.ask('POST', `${V1}/calls/${callId}/supervision`, { mode, phone_seat: null })
  change = (id: string, mode: SupervisionView['mode']): Promise<SupervisionView> =>
    this.api.ask('POST', `${V1}/supervisions/${id}/mode`, { mode })
  leave = (id: string): Promise<SupervisionView> => this.api.ask('POST', `${V1}/supervisions/${id}/leave`)
  forceTransfer = (callId: string, seat: number): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${callId}/force-transfer`, { seat })
  forceRelease = (callId: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${callId}/force-release`)
}
