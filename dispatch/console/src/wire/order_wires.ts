import type { DismissReason } from './words.ts'
import type { Api } from './api.ts'
import type {
  CancelOrder, ChangeDuty, ConfirmMilestone, HospitalView, OrdersView, OrderView, ReassignOrder, RecommendationView, ReturnEmpty, SendOrders, StampOrder, VehicleView,
} from './contracts.gen.ts'

const V1 = '/api/v1'
/** Times by road of many vehicles. */
const SLOW_MS = 4000

/** What the call window asks of the command server about orders and vehicles. */
export class OrderWires {
  constructor(private readonly api: Api) {}

  recommend = (incidentId: string): Promise<RecommendationView> =>
    this.api.ask('GET', `${V1}/incidents/${incidentId}/recommendation`, undefined, { timeoutMs: SLOW_MS })
  send = (incidentId: string, orders: SendOrders): Promise<OrdersView> =>
    this.api.ask('POST', `${V1}/incidents/${incidentId}/orders`, orders)

  cancel = (id: string, reason: CancelOrder['reason']): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/orders/${id}/cancel`, { reason })
  reassign = (id: string, vehicleId: string, reason: ReassignOrder['reason']): Promise<OrdersView> =>
    this.api.ask('POST', `${V1}/orders/${id}/reassign`, { vehicle_id: vehicleId, reason })
  returnEmpty = (id: string, reason: ReturnEmpty['reason']): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/orders/${id}/empty-return`, { reason })
  stamp = (id: string, milestone: StampOrder['milestone']): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/orders/${id}/stamp`, { milestone, at: null })
  confirmMilestone = (id: string, milestone: ConfirmMilestone['milestone']): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/orders/${id}/confirm-milestone`, { milestone })
  dismissMilestone = (id: string, milestone: ConfirmMilestone['milestone'], reason: DismissReason): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/orders/${id}/dismiss-milestone`, { milestone, reason })
  acknowledge = (id: string, revision: number): Promise<OrderView> =>
    this.api.ask('POST', `${V1}/orders/${id}/acknowledge`, { revision, name: null })

  tellBeds = (hospitalId: string, free: number): Promise<HospitalView> =>
    this.api.ask('POST', `${V1}/hospitals/${hospitalId}/beds`, { free })

  changeDuty = (vehicleId: string, duty: ChangeDuty): Promise<VehicleView> =>
    this.api.ask('POST', `${V1}/vehicles/${vehicleId}/duty`, duty)
}
