import type { CallView, FinishTask, PartView, RecordingView, SeatView, SubscriberView, TaskView, You } from './contracts.gen.ts'

/** Names for the closed sets of words that the contracts hold inside their views. */
export type CallState = CallView['state']
export type EndedBy = NonNullable<CallView['ended_by']>
export type LineKind = SubscriberView['line_kind']
export type SeatState = SeatView['state']
export type BusyReason = NonNullable<SeatView['busy_reason']>
export type Disposition = FinishTask['disposition']
export type TaskReason = TaskView['reason']
export type PartState = PartView['state']
export type RecordingState = RecordingView['state']
export type Role = You['roles'][number]
