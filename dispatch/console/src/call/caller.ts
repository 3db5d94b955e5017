import { callAtSeat, callToAnswer, isConnected, isDialling, waitingCalls } from '../shared/board/queue.ts'
import type { BoardState } from '../shared/board/board.ts'
import { ringingLeg, talkingLeg, type Leg, type Phone } from '../shared/phone/phone.ts'
import type { CallerCardView, CallView, SeatView } from '../wire/contracts.gen.ts'
import type { CallState } from '../wire/words.ts'

/** What the centre of the call window shows: a call of the board, or what the phone alone knows. */
export interface Caller {
  call: CallView | null
  number: string | null
  name: string | null
  card: CallerCardView | null
  state: CallState
  exchange: string
  /** Server time, milliseconds. */
  offeredAt: number
  answeredAt: number | null
  endedAt: number | null
}

/** By how much the exchange's clock and ours may differ over one and the same answer. */
const CLOCKS_DIFFER_MS = 20_000

/** A call as the board tells it. */
export function callerOfCall(call: CallView): Caller {
  const at = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant))
  return {
    call, number: call.number, name: call.name, card: call.caller, state: call.state, exchange: call.exchange,
    offeredAt: Date.parse(call.offered_at), answeredAt: at(call.answered_at), endedAt: at(call.ended_at),
  }
}

/** A call that only the phone knows: no server told of it. */
export function callerOfLeg(leg: Leg): Caller {
  const { number, name, state, exchange, rangAt, answeredAt } = leg
  return { call: null, number, name, card: null, state, exchange, offeredAt: rangAt, answeredAt, endedAt: null }
}

/** The call that F2 answers; the phone may ring a moment before the servers tell that it does. */
export function callThatRings(board: BoardState, seat: number, phone: Phone | null): CallView | null {
  const leg = phone && (ringingLeg(phone) ?? talkingLeg(phone))
  return callToAnswer(board, seat) ?? waitingCalls(board).find((call) => isSame(call, leg)) ?? null
}

/** The seat as its own phone knows it, when no server tells. */
export function seatNow(seat: SeatView | null, live: boolean, phone: Phone | null): SeatView | null {
  if (!seat || live || phone?.kind !== 'soft') return seat
  const leg = talkingLeg(phone) ?? ringingLeg(phone)
  if (leg === null) return { ...seat, state: seat.call_id === null ? seat.state : 'wrap_up' }
  const since = new Date(leg.answeredAt ?? leg.rangAt).toISOString()
  return { ...seat, state: leg.state === 'ringing' ? 'ringing' : 'talking', since }
}

/**
 * The caller to show at a seat: who talks, else who rings here, else who is written up. The phone
 * is believed before the board: it is the one that still speaks when servers are dead.
 */
export function shownCaller(board: BoardState | null, live: boolean, seat: number, phone: Phone | null): Caller | null {
  const leg = phone && talkingLeg(phone)
  const atSeat = board && callAtSeat(board, seat)
  const first = board && callThatRings(board, seat, phone)
  if (leg) return whoTalks(leg, atSeat, first, live)
  const gone = phone?.kind === 'soft' && !live
  if (atSeat && isHere(atSeat) && !gone) return callerOfCall(atSeat)
  const rings = phone && ringingLeg(phone)
  if (first && (live || isSame(first, rings))) return callerOfCall(first)
  if (rings) return callerOfLeg(rings)
  return atSeat && !isHere(atSeat) ? callerOfCall(atSeat) : null
}

function isHere(call: CallView): boolean {
  return isConnected(call) || isDialling(call)
}

/** A board that stands still may hold the call before this one: the number and the hour must fit. */
function whoTalks(leg: Leg, atSeat: CallView | null, first: CallView | null, live: boolean): Caller {
  if (atSeat && isDialling(atSeat) && live) return callerOfCall(atSeat)
  const told = atSeat && isConnected(atSeat) ? callerOfCall(atSeat) : null
  if (told && isSame(atSeat, leg) && (live || isSoonAfter(leg, told))) return { ...told, state: leg.state }
  if (isSame(first, leg)) return { ...callerOfCall(first), state: leg.state, answeredAt: leg.answeredAt }
  const another = told?.state === 'held' && leg.state === 'talking'
  return told && live && !another ? { ...told, state: leg.state } : callerOfLeg(leg)
}

function isSoonAfter(leg: Leg, told: Caller): boolean {
  return Math.abs((leg.answeredAt ?? 0) - (told.answeredAt ?? 0)) < CLOCKS_DIFFER_MS
}

/** The exchange shows the phone the number that it told the servers, area code or not. */
function isSame(call: CallView | null, leg: Leg | null): call is CallView {
  if (!call || !leg) return false
  if (call.number === null || leg.number === null) return call.number === leg.number
  return call.number.endsWith(leg.number) || leg.number.endsWith(call.number)
}
