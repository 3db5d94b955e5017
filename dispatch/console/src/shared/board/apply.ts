import type { CallEvent, CallView, EventMessage, PartEvent, PartView, SeatEvent, StoredEvent, TaskEvent } from '../../wire/contracts.gen.ts'
import type { BoardState } from './board.ts'

/** Something is missing between the board and this event: ask for a snapshot. */
export class GapError extends Error {
  constructor() {
    super('gap')
    this.name = 'GapError'
  }
}

/** How many calls that are over stay on the board, for the seat that still writes them up. */
export const KEPT_OVER = 12

type Change = (board: BoardState, event: StoredEvent) => BoardState

/** By the first word of an event's kind; kinds that change no board are listed as such. */
const CHANGES: Readonly<Record<string, Change>> = {
  call: applyCall,
  seat: applySeat,
  task: applyTask,
  part: applyPart,
}
const WITHOUT_EFFECT = new Set([
  'session_started', 'session_ended', 'person_added', 'person_changed', 'subscriber_looked_up',
  'key_patient_viewed', 'key_patient_written', 'key_patient_removed', 'recording_played', 'number_unmasked',
  'directory_imported', 'site_changed',
])

/** The board after an event. A repetition changes nothing; a gap throws GapError. */
export function apply(board: BoardState, message: EventMessage): BoardState {
  if (message.n <= board.n) return board
  if (message.previous_n !== board.n || message.event.epoch !== board.epoch) throw new GapError()
  return { ...change(board, message.event), n: message.n }
}

function change(board: BoardState, event: StoredEvent): BoardState {
  if (WITHOUT_EFFECT.has(event.kind)) return board
  const applied = CHANGES[event.kind.split('_')[0] ?? '']
  return applied ? applied(board, event) : uncounted(board)
}

function uncounted(board: BoardState): BoardState {
  return { ...board, unknownKinds: board.unknownKinds + 1 }
}

function applyCall(board: BoardState, event: StoredEvent): BoardState {
  const { call } = event.payload as Partial<CallEvent>
  if (!call) return uncounted(board)
  const calls = withoutOldest(put(board.calls, call, (one) => one.id))
  const seen = [...(board.steps[call.id] ?? []), { kind: event.kind, at: event.happened_at, actor: event.actor, seat: call.seat }]
  const known = new Set(calls.map(({ id }) => id))
  const steps = Object.entries({ ...board.steps, [call.id]: seen }).filter(([id]) => known.has(id))
  return { ...board, calls, steps: Object.fromEntries(steps) }
}

function withoutOldest(calls: readonly CallView[]): readonly CallView[] {
  const over = calls.filter((call) => call.ended_at !== null)
  const oldest = over.slice(0, Math.max(0, over.length - KEPT_OVER))
  return calls.filter((call) => !oldest.includes(call))
}

function applySeat(board: BoardState, event: StoredEvent): BoardState {
  const { seat } = event.payload as Partial<SeatEvent>
  return seat ? { ...board, seats: put(board.seats, seat, (one) => one.number) } : uncounted(board)
}

function applyTask(board: BoardState, event: StoredEvent): BoardState {
  const { task } = event.payload as Partial<TaskEvent>
  if (!task) return uncounted(board)
  const tasks = put(board.tasks, task, (one) => one.id)
  return { ...board, tasks: tasks.filter(({ state }) => state !== 'done') }
}

function applyPart(board: BoardState, event: StoredEvent): BoardState {
  const { part } = event.payload as Partial<PartEvent>
  return part ? { ...board, parts: board.parts.map((old) => (isSamePart(old, part) ? part : old)) } : uncounted(board)
}

/** Every server tells how it sees a part; the page's lamps are those of the server that it speaks to. */
function isSamePart(old: PartView, part: PartView): boolean {
  return old.name === part.name && old.observer === part.observer
}

function put<Row>(rows: readonly Row[], row: Row, key: (row: Row) => string | number): readonly Row[] {
  const place = rows.findIndex((old) => key(old) === key(row))
  return place < 0 ? [...rows, row] : rows.map((old, index) => (index === place ? row : old))
}
