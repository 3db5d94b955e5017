import type { Api } from './api.ts'
import type { DecodeBytes, DecodedView, FeedsView, IssuedTokenView, IssueTerminalToken } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What the technician's page asks of the command server about feeds of positions. */
export class FeedWires {
  constructor(private readonly api: Api) {}

  read = (): Promise<FeedsView> => this.api.ask('GET', `${V1}/feeds`)
  decode = (asked: DecodeBytes): Promise<DecodedView> => this.api.ask('POST', `${V1}/feeds/decode`, asked)
  issue = (asked: IssueTerminalToken): Promise<IssuedTokenView> => this.api.ask('POST', `${V1}/feeds/tokens`, asked)
  revoke = (device: string): Promise<unknown> => this.api.ask('DELETE', `${V1}/feeds/tokens/${device}`)
}
