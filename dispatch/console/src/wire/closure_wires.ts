import type { Api } from './api.ts'
import type { ClosureCheckView, ClosureDrawn, ClosuresView, ClosureView, DrawClosure } from './contracts.gen.ts'

const CLOSURES = '/api/v1/closures'
/** The roads of a whole city are gone through. */
const CHECK_TIMEOUT_MS = 12_000
const SLOWLY = { timeoutMs: CHECK_TIMEOUT_MS }

/** What is asked about closures and slow zones. */
export class ClosureWires {
  constructor(private readonly api: Api) {}

  list = (): Promise<ClosuresView> => this.api.ask('GET', CLOSURES)
  check = (drawn: ClosureDrawn): Promise<ClosureCheckView> => this.api.ask('POST', `${CLOSURES}/check`, drawn, SLOWLY)
  draw = (asked: DrawClosure): Promise<ClosureView> => this.api.ask('POST', CLOSURES, asked, SLOWLY)
  lift = (id: string): Promise<ClosureView> => this.api.ask('POST', `${CLOSURES}/${id}/lift`, {})
  restore = (id: string, accepts: readonly string[]): Promise<ClosureView> =>
    this.api.ask('POST', `${CLOSURES}/${id}/restore`, { accepts }, SLOWLY)
  extend = (id: string, endsAt: string): Promise<ClosureView> => this.api.ask('PUT', `${CLOSURES}/${id}/end`, { ends_at: endsAt })
}
