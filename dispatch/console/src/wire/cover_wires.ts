import type { Api } from './api.ts'
import type { ChangeCoverSettings, CoverSettingsView, CoverView, StandByView, TakeStandBy, UncoveredView } from './contracts.gen.ts'

const V1 = '/api/v1'
/** Every ready vehicle is searched for; nobody's call waits for it. */
const SLOW_MS = 10_000

/** What pages ask of the command server about cover. */
export class CoverWires {
  constructor(private readonly api: Api) {}

  read = (): Promise<CoverView> => this.api.ask('GET', `${V1}/cover`, undefined, { timeoutMs: SLOW_MS })
  readUncovered = (): Promise<UncoveredView> => this.api.ask('GET', `${V1}/cover/uncovered`, undefined, { timeoutMs: SLOW_MS })
  takeStandBy = (asked: TakeStandBy): Promise<StandByView> => this.api.ask('POST', `${V1}/cover/stand-by`, asked)
  readSettings = (): Promise<CoverSettingsView> => this.api.ask('GET', `${V1}/cover/settings`)
  writeSettings = (asked: ChangeCoverSettings): Promise<CoverSettingsView> => this.api.ask('PUT', `${V1}/cover/settings`, asked)
}
