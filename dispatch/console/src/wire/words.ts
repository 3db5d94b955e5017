import type {
  CallView, DismissalView, CancelOrder, CrossingHereView, ChangeDuty, CloseIncident, DispatchRulesView, DuplicateView, FinishTask, HospitalView, IncidentFormView, OrderView, PartView, RankedHospitalView, RankedVehicleView,
  ReassignOrder, RecordingView, RefuseOrder, ReturnEmpty, SeatView, SendOrders, StampOrder, SubscriberView, TaskView, VehicleView, You,
} from './contracts.gen.ts'

/** Names for the closed sets of words that the contracts hold inside their views. */
export type CallState = CallView['state']
export type CallNote = NonNullable<CallView['notes']>[number]
export type EndedBy = NonNullable<CallView['ended_by']>
export type DialResult = NonNullable<CallView['dial_result']>
export type LineKind = SubscriberView['line_kind']
export type SeatState = SeatView['state']
export type BusyReason = NonNullable<SeatView['busy_reason']>
export type TalkDisposition = NonNullable<CallView['disposition']>
export type Disposition = FinishTask['disposition']
export type TaskReason = TaskView['reason']
export type PartState = PartView['state']
export type RecordingState = RecordingView['state']
export type Role = You['roles'][number]
export type Nature = IncidentFormView['nature']
export type Answered = NonNullable<IncidentFormView['conscious']>
export type Sex = NonNullable<IncidentFormView['sex']>
export type Priority = NonNullable<IncidentFormView['priority']>
export type CloseReason = CloseIncident['reason']
export type DuplicateWhy = DuplicateView['why']
export type OrderState = OrderView['state']
export type Milestone = StampOrder['milestone']
export type CancelReason = CancelOrder['reason']
export type ReassignReason = ReassignOrder['reason']
export type EmptyReturnReason = ReturnEmpty['reason']
export type RefuseReason = RefuseOrder['reason']
export type OverrideReason = NonNullable<SendOrders['override_reason']>
export type VehicleKind = VehicleView['kind']
export type VehicleStatus = VehicleView['status']
export type Duty = VehicleView['duty']
export type DutyReason = NonNullable<ChangeDuty['reason']>
export type Department = HospitalView['departments'][number]
export type Capability = RankedHospitalView['centres'][number]
export type Skill = RankedVehicleView['lacks'][number]
export type CrewRole = RankedVehicleView['crew'][number]
export type NeedWhen = DispatchRulesView['needs'][number]['when']
export type Toward = NonNullable<CrossingHereView['toward']>
export type DismissReason = DismissalView['reason']
