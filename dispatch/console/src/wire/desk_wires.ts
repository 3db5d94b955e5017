import type { Api } from './api.ts'
import type { BeginGroupCall, CallView, GroupCallView, LinesView, SeatMessageView, SendSeatMessage } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What a seat asks of the command server beyond its own talk: lines, parking, keys, messages. */
export class DeskWires {
  constructor(private readonly api: Api) {}

  lines = (): Promise<LinesView> => this.api.ask('GET', `${V1}/site/lines`)
  beginGroup = (asked: BeginGroupCall): Promise<GroupCallView> => this.api.ask('POST', `${V1}/group-calls`, asked)
  endGroup = (id: string): Promise<GroupCallView> => this.api.ask('POST', `${V1}/group-calls/${id}/end`)
  sendOn = (id: string, skill: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/send-on`, { skill })
  park = (id: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/park`)
  pickUp = (id: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/pick-up`)
  tones = (id: string, digits: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/tones`, { digits })
  write = (message: SendSeatMessage): Promise<SeatMessageView> => this.api.ask('POST', `${V1}/seat-messages`, message)
  acknowledge = (id: string): Promise<SeatMessageView> => this.api.ask('POST', `${V1}/seat-messages/${id}/acknowledge`)
}
