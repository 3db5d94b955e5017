import type { Api } from './api.ts'
import type { DeviceSessionView, DeviceState, OrderView, RouteView, StationBoard } from './contracts.gen.ts'
import type { KeptAct } from './device_memory.ts'

const V1 = '/api/v1'

/** What a station's screen asks of the command server. */
export class StationWires {
  constructor(private readonly api: Api) {}

  claim = (code: string, name: string): Promise<DeviceSessionView> =>
    this.api.ask('POST', `${V1}/devices`, { code, name })
  board = (): Promise<StationBoard> => this.api.ask('GET', `${V1}/station/board`)
  tellState = (state: DeviceState): Promise<unknown> => this.api.ask('POST', `${V1}/station/state`, state)
  deliver = ({ key, orderId, verb, body }: KeptAct): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/station/orders/${orderId}/${verb}`, body ?? undefined, { key })
  route = (orderId: string): Promise<RouteView> => this.api.ask('GET', `${V1}/station/orders/${orderId}/route`)
  sheet = async (orderId: string): Promise<Blob> =>
    new Blob([await this.api.bytes(`${V1}/station/orders/${orderId}/sheet.pdf`)], { type: 'application/pdf' })
}
