import type { Api } from './api.ts'
import type { MarkedView, MarkNuisance, NumberLockView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What is asked of the command server about nuisance numbers. */
export class NuisanceWires {
  constructor(private readonly api: Api) {}

  mark = (callId: string, hours: NonNullable<MarkNuisance['hours']>): Promise<MarkedView> =>
    this.api.ask('POST', `${V1}/calls/${callId}/nuisance`, { hours })
  listLocks = (): Promise<NumberLockView[]> => this.api.ask('GET', `${V1}/locks`)
  lift = (lockId: string): Promise<NumberLockView> => this.api.ask('POST', `${V1}/locks/${lockId}/lift`)
}
