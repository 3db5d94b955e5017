import type { Board, CallView, PartView, SeatView, TaskView } from '../../wire/contracts.gen.ts'

/** One thing that was seen to happen to a call. */
export interface Step {
  kind: string
  at: string
  actor: string
  /** Where the call was then. */
  seat: number | null
}

/** All that is open, at one position of this client's stream. */
export interface BoardState {
  readonly epoch: string
  readonly n: number
  readonly calls: readonly CallView[]
  readonly seats: readonly SeatView[]
  readonly tasks: readonly TaskView[]
  readonly parts: readonly PartView[]
  /** By call id: what this client saw since its snapshot. */
  readonly steps: Readonly<Record<string, readonly Step[]>>
  readonly overdueAfterS: number
  readonly unknownKinds: number
}

/** The board as the server gave it. */
export function fromSnapshot(board: Board): BoardState {
  const { epoch, last, calls, seats, tasks, parts, answer_overdue_after_s } = board
  return {
    epoch, n: last, calls, seats, tasks, parts,
    steps: {}, overdueAfterS: answer_overdue_after_s, unknownKinds: 0,
  }
}
