import type { Api } from './api.ts'
import type { IncidentPlansView, PlanTickView, PlanView, TickPlanLine } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What is asked of the command server about first-aid plans. */
export class PlanWires {
  constructor(private readonly api: Api) {}

  list = (): Promise<PlanView[]> => this.api.ask('GET', `${V1}/first-aid-plans`)
  ofIncident = (id: string): Promise<IncidentPlansView> => this.api.ask('GET', `${V1}/incidents/${id}/plans`)
  tick = (incident: string, plan: string, asked: TickPlanLine): Promise<PlanTickView> =>
    this.api.ask('POST', `${V1}/incidents/${incident}/plans/${plan}/ticks`, asked)
}
