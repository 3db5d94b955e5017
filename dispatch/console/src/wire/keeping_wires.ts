import type { Api } from './api.ts'
import type { KeepingDone, KeepingView } from './contracts.gen.ts'

const V1 = '/api/v1'

export type KeepingAct = 'hold' | 'release' | 'ask-deletion' | 'confirm-deletion' | 'withdraw-deletion'

/** What whoever keeps recordings asks of the command server; each act is kept in its audit. */
export class KeepingWires {
  constructor(private readonly api: Api) {}

  keeping = (): Promise<KeepingView> => this.api.ask('GET', `${V1}/recording-stores`)

  act = (name: string, act: KeepingAct, reason?: string): Promise<KeepingDone> =>
    this.api.ask('POST', `${V1}/recordings/${encodeURIComponent(name)}/${act}`, reason === undefined ? undefined : { reason })
}
