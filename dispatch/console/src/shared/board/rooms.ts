import type { CallView, ConferenceView, MemberView } from '../../wire/contracts.gen.ts'
import type { BoardState } from './board.ts'

/** The leg of a seat in a room, unless it is gone. */
export function legOfSeat(room: ConferenceView, seat: number): MemberView | null {
  return room.members.find((one) => one.seat === seat && one.state !== 'gone') ?? null
}

/** The room that a seat talks in, or has just asked for. */
export function roomOfSeat(board: BoardState, seat: number): ConferenceView | null {
  return board.conferences.find((room) => {
    const own = legOfSeat(room, seat)
    return own?.state === 'in' || own?.role === 'opener'
  }) ?? null
}

/** The room that a seat's telephone rings for. */
export function roomThatRings(board: BoardState, seat: number): ConferenceView | null {
  return board.conferences.find((room) => legOfSeat(room, seat)?.state === 'ringing') ?? null
}

/** The call that a room was opened for. */
export function callOfRoom(board: BoardState, room: ConferenceView | null): CallView | null {
  return board.calls.find(({ id, ended_at }) => id === room?.call_id && ended_at === null) ?? null
}
