import { computed, type ComputedRef } from 'vue'
import type { BoardState, Step } from '../shared/board/board.ts'
import { findSeat, isOverdue, waitingCalls } from '../shared/board/queue.ts'
import { ringingLeg } from '../shared/phone/phone.ts'
import { roomOfSeat } from '../shared/board/rooms.ts'
import { timeLine } from '../shared/board/time_line.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { CallView, SeatView } from '../wire/contracts.gen.ts'
import { callThatRings, seatNow, shownCaller, type Caller } from './caller.ts'

export interface CallWindow {
  board: ComputedRef<BoardState | null>
  live: ComputedRef<boolean>
  seatNumber: ComputedRef<number>
  seat: ComputedRef<SeatView | null>
  caller: ComputedRef<Caller | null>
  /** Whether this seat's own phone rings. */
  ringing: ComputedRef<boolean>
  /** The call that the answer key takes. */
  next: ComputedRef<CallView | null>
  waiting: ComputedRef<CallView[]>
  overdue: ComputedRef<boolean>
  steps: ComputedRef<Step[]>
}

/** What the call window shows of calls, from the board and from the phone. */
export function useCallView({ board: followed, clock, phone, seat: sitting }: Workplace): CallWindow {
  const board = computed(() => followed.state.value)
  const live = computed(() => followed.stream.value === 'live' || followed.stream.value === 'moving')
  const seatNumber = computed(() => sitting.value ?? 0)
  const seat = computed(() => board.value && seatNow(findSeat(board.value, seatNumber.value), live.value, phone.value))
  const groups = computed(() => (board.value?.groupCalls ?? []).some((one) => one.seat === seatNumber.value && one.ended_at === null))
  const caller = computed(() => {
    const shown = shownCaller(board.value, live.value, seatNumber.value, phone.value)
    if (groups.value && shown?.call === null) return null
    const room = board.value && roomOfSeat(board.value, seatNumber.value)
    // The seat's phone talks, but to whom it asked: the caller waits.
    return shown && room?.state === 'consulting' && shown.call?.state === 'held' ? { ...shown, state: 'held' as const } : shown
  })
  const next = computed(() => board.value && callThatRings(board.value, seatNumber.value, phone.value))
  const waiting = computed(() => (board.value && live.value ? waitingCalls(board.value) : []))
  const overdue = computed(() => waiting.value.some((call) => board.value && isOverdue(call, board.value, clock.now.value)))
  const steps = computed(() => (caller.value?.call ? timeLine(caller.value.call, board.value?.steps[caller.value.call.id] ?? []) : []))
  const ringing = computed(() => {
    if (phone.value?.kind === 'soft') return ringingLeg(phone.value) !== null
    return live.value && seat.value?.state === 'ringing'
  })
  return { board, live, seatNumber, seat, caller, ringing, next, waiting, overdue, steps }
}
