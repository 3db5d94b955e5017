import type { Api } from './api.ts'
import type { ChangeMilestoneSettings, MilestoneSettingsView } from './contracts.gen.ts'

const SETTINGS = '/api/v1/milestone-settings'

/** What the office asks of the command server about suggested milestones. */
export class MilestoneWires {
  constructor(private readonly api: Api) {}

  readSettings = (): Promise<MilestoneSettingsView> => this.api.ask('GET', SETTINGS)
  writeSettings = (asked: ChangeMilestoneSettings): Promise<MilestoneSettingsView> => this.api.ask('PUT', SETTINGS, asked)
}
