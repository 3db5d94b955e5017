import type { Api } from './api.ts'
import type { CalibrationReportView, CalibrationView, ChangeCalibration } from './contracts.gen.ts'

const V1 = '/api/v1'
/** Every drive of a month is looked at; nobody's call waits for it. */
const SLOW_MS = 15_000

/** What pages ask of the command server about predicted and real times of drives. */
export class CalibrationWires {
  constructor(private readonly api: Api) {}

  read = (): Promise<CalibrationReportView> => this.api.ask('GET', `${V1}/calibration`, undefined, { timeoutMs: SLOW_MS })
  use = (asked: ChangeCalibration): Promise<CalibrationView> => this.api.ask('POST', `${V1}/calibration/use`, asked, { timeoutMs: SLOW_MS })
  undo = (asked: ChangeCalibration): Promise<CalibrationView> => this.api.ask('POST', `${V1}/calibration/undo`, asked)
}
