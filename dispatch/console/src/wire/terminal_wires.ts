import type { Api } from './api.ts'
import type { AdmissionView, DownlinksView, SeenTerminalsView, SendTerminalText, TerminalTextView } from './contracts.gen.ts'

const V1 = '/api/v1/terminals'

/** What pages ask of the command server about vehicle terminals and texts to them. */
export class TerminalWires {
  constructor(private readonly api: Api) {}

  list = (): Promise<SeenTerminalsView> => this.api.ask('GET', V1)
  downlinks = (): Promise<DownlinksView> => this.api.ask('GET', `${V1}/downlinks`)
  write = (asked: SendTerminalText): Promise<TerminalTextView> => this.api.ask('POST', `${V1}/texts`, asked)
  admit = (phone: string, vehicle_id: string | null): Promise<AdmissionView> => this.api.ask('POST', `${V1}/${phone}/admit`, { vehicle_id })
  revoke = (phone: string): Promise<AdmissionView> => this.api.ask('POST', `${V1}/${phone}/revoke`)
}
