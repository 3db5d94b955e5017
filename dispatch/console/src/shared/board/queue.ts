import type { CallView, SeatView, TaskView } from '../../wire/contracts.gen.ts'
import type { BoardState } from './board.ts'
import { callOfRoom, roomOfSeat, roomThatRings } from './rooms.ts'

/** A seat made it. */
export function isOutgoing(call: CallView): boolean {
  return call.direction === 'out'
}

/** The seat's own phone or the number rings. */
export function isDialling(call: CallView): boolean {
  return isOutgoing(call) && (call.state === 'offered' || call.state === 'ringing')
}

/** The caller hears no person. */
export function isWaiting(call: CallView): boolean {
  if (isOutgoing(call)) return false
  return !isScreened(call) && (call.state === 'offered' || call.state === 'queued' || call.state === 'ringing')
}

/** The number is locked and the caller has not broken through: he is warned, no seat rings. */
export function isScreened(call: CallView): boolean {
  const notes = call.notes ?? []
  return notes.includes('locked') && !notes.includes('broke_through')
}

export function isConnected(call: CallView): boolean {
  return call.state === 'talking' || call.state === 'held'
}

/** Since when the caller waits: a call that came back to the queue counts from there. */
export function waitingSince(call: CallView): string {
  return call.requeued_at ?? call.offered_at
}

/** Waiting calls: those that come back first, then by time. */
export function waitingCalls(board: BoardState): CallView[] {
  const order = (call: CallView): string => `${call.requeued_at ? 0 : 1}${waitingSince(call)}`
  return board.calls.filter(isWaiting).sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

/** The call that F2 answers at a seat: the first of those that ring there. */
export function callToAnswer(board: BoardState, seat: number): CallView | null {
  return waitingCalls(board).find((call) => call.ringing_seats.includes(seat)) ?? callOfRoom(board, roomThatRings(board, seat))
}

/** Seconds for which the longest waiting caller has waited. */
export function longestWaitS(board: BoardState, nowMs: number): number {
  const since = waitingCalls(board).map((call) => Date.parse(waitingSince(call)))
  return since.length === 0 ? 0 : Math.max(0, (nowMs - Math.min(...since)) / 1000)
}

/** Waiting longer than the centre allows, by the server's mark or by the clock. */
export function isOverdue(call: CallView, board: BoardState, nowMs: number): boolean {
  if (!isWaiting(call)) return false
  return call.overdue_at !== null || nowMs - Date.parse(waitingSince(call)) >= board.overdueAfterS * 1000
}

/** The call at this seat: the one that talks, else the last one while the seat writes it up. */
export function callAtSeat(board: BoardState, seat: number): CallView | null {
  const here = board.calls.filter((call) => call.seat === seat)
  const talking = here.find((call) => call.state === 'talking' || isDialling(call)) ?? here.find(isConnected)
    ?? callOfRoom(board, roomOfSeat(board, seat))
  const writing = board.seats.find(({ number }) => number === seat)?.state === 'wrap_up'
  return talking ?? (writing ? here.filter((call) => call.ended_at !== null).at(-1) ?? null : null)
}

/** Callers whom a seat holds, longest first; the one that is shown there is left out. */
export function heldAtSeat(board: BoardState, seat: number, shown: string | null): CallView[] {
  return board.calls
    .filter((call) => call.seat === seat && call.state === 'held' && call.id !== shown)
    .sort((a, b) => ((a.held_at ?? '') < (b.held_at ?? '') ? -1 : 1))
}

/** Calls that talk at other seats or at a spare phone. */
export function callsElsewhere(board: BoardState, seat: number): CallView[] {
  const ours = roomOfSeat(board, seat)?.call_id
  return board.calls.filter((call) => isConnected(call) && call.seat !== seat && call.id !== ours)
}

export function findSeat(board: BoardState, seat: number): SeatView | null {
  return board.seats.find(({ number }) => number === seat) ?? null
}

/** Open tasks and those in work, oldest first. */
export function openTasks(board: BoardState): TaskView[] {
  return [...board.tasks].sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1))
}
