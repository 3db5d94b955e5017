import type { Board, CallView, EventMessage, SeatView, StoredEvent, TaskView } from '../../src/wire/contracts.gen.ts'

export const EPOCH = 'epoch-1'
export const NOW = Date.parse('2026-11-22T01:00:00Z')

/** An instant some seconds before NOW, as the wire writes it. */
export function ago(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString()
}

export function call(given: Partial<CallView> = {}): CallView {
  return {
    id: 'call-1', exchange: 'node1', number: '13805276621', name: null, called_number: '120', trunk: 'trunk1',
    recording: '20261122-014501-node1-1795310763.8',
    caller: { subscriber: null, key_patient: null, earlier_calls: { count: 0, latest_at: null } },
    state: 'queued', offered_at: ago(5), position: 1, ringing_seats: [], overflow_target: null, answered_at: null,
    seat: null, staff_number: null, phone: null, held_at: null, requeued_at: null, overdue_at: null, ended_at: null,
    ended_by: null, end_cause: null, ...given,
  }
}

export function seat(given: Partial<SeatView> = {}): SeatView {
  return {
    number: 3, kind: 'soft', state: 'ready', since: ago(60), busy_reason: null, staff_number: '1027', staff_name: 'Li',
    phone_reachable: true, call_id: null, ...given,
  }
}

export function task(given: Partial<TaskView> = {}): TaskView {
  return {
    id: 'task-1', kind: 'call_back', reason: 'abandoned', call_id: 'call-9', number: '13805276621', state: 'open',
    opened_at: ago(60), claimed_by: null, claimed_at: null, done_by: null, done_at: null, disposition: null, ...given,
  }
}

export function board(given: Partial<Board> = {}): Board {
  return {
    epoch: EPOCH, last: 10, server: 'server-1', server_time: ago(0), audiences: ['desks'],
    you: { staff_number: '1027', name: 'Li', roles: ['call_taker'], rights: ['view_board', 'take_calls'], seat: 3 },
    calls: [], seats: [seat()], tasks: [], parts: [],
    servers: [{ name: 'server-1', url: 'http://one' }, { name: 'server-2', url: 'http://two' }],
    answer_overdue_after_s: 10, ...given,
  }
}

/** The event after number n, unless told another previous number. */
export function event(n: number, kind: string, payload: object, previous = n - 1): EventMessage {
  const stored: StoredEvent = {
    n, epoch: EPOCH, id: `event-${n}`, kind, version: 1, actor: 'exchange:node1', wire: 'exchange', happened_at: ago(0),
    clock_offset_ms: 0, recorded_at: ago(0), command_key: null, payload: payload as Record<string, unknown>,
  }
  return { type: 'event', n, previous_n: previous, event: stored }
}
