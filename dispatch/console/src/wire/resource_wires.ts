import type { Api } from './api.ts'
import type { ChangeDispatchRules, DeviceView, DispatchRulesView, EnrolDevice, EnrolmentView, HospitalView, StationView, VehicleView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What the administrator asks of the command server about stations and all that belongs to them. */
export class ResourceWires {
  constructor(private readonly api: Api) {}

  listStations = (): Promise<StationView[]> => this.api.ask('GET', `${V1}/stations`)
  listVehicles = (): Promise<VehicleView[]> => this.api.ask('GET', `${V1}/vehicles`)
  listHospitals = (): Promise<HospitalView[]> => this.api.ask('GET', `${V1}/hospitals`)
  readRules = (): Promise<DispatchRulesView> => this.api.ask('GET', `${V1}/dispatch-rules`)
  writeRules = (asked: ChangeDispatchRules): Promise<DispatchRulesView> => this.api.ask('PUT', `${V1}/dispatch-rules`, asked)
  listDevices = (): Promise<DeviceView[]> => this.api.ask('GET', `${V1}/devices`)
  enrolDevice = (asked: EnrolDevice): Promise<EnrolmentView> => this.api.ask('POST', `${V1}/devices/enrolments`, asked)
  revokeDevice = (id: string): Promise<null> => this.api.ask('DELETE', `${V1}/devices/${id}`)
}
