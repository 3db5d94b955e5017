import type { Api } from './api.ts'
import type { RecorderChannelsView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What the technician's page asks of the command server about line and radio inputs. */
export class ChannelWires {
  constructor(private readonly api: Api) {}

  read = (): Promise<RecorderChannelsView> => this.api.ask('GET', `${V1}/recorder-channels`)
  test = (exchange: string, name: string): Promise<unknown> => this.api.ask('POST', `${V1}/recorder-channels/${exchange}/${name}/test`)
}
