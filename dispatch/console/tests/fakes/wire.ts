import type {
  Board, CallView, EventMessage, IncidentFormView, IncidentView, OrderView, SeatView, StoredEvent, TaskView, VehicleView,
} from '../../src/wire/contracts.gen.ts'

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

const NOT_ASKED: IncidentFormView = {
  nature: 'emergency', contact_number: null, caller_relation: null, patient_name: null, sex: null, age: null, patient_count: null,
  complaint: null, complaint_text: null, conscious: null, breathing: null, onset: null, history: null, diagnosis: null,
  priority: null, infectious: null, stretcher: null, floor: null, elevator: null, unaccompanied: null, gestation_weeks: null,
  language: null, hazards: null, wanted_hospital: null, notes: null,
}

/** A call form with nothing asked yet. */
export function form(given: Partial<IncidentFormView> = {}): IncidentFormView {
  return { ...NOT_ASKED, ...given }
}

/** An incident with a scene on the map. */
export function incident(given: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'incident-1', number: '20261122-0047', state: 'open', opened_at: ago(60), opened_by: 'staff:1027', taker_seat: 3,
    calls: [], form: form(), scene: { text: 'Happy Lane 3', point: { lon: 118.3, lat: 33.9 }, source: 'suggestion' },
    scene_confirmed_at: ago(30), pick_up_point: null, read_back_at: null, read_back_by: null, chases: 0, last_chased_at: null,
    waiting_since: ago(30), alarmed_at: null, merged_into: null, close_reason: null, closed_at: null, closed_by: null,
    revision: 1, ...given,
  }
}

/** An order that its station has not been heard to receive. */
export function order(given: Partial<OrderView> = {}): OrderView {
  return {
    id: 'order-1', number: '20261122-0047-1', incident_id: 'incident-1', vehicle_id: 'vehicle-1', vehicle_name: '120C2',
    station_id: 'station-1', hospital_id: null, state: 'sent', revision: 1, acknowledged_revision: null, acknowledged_at: null,
    acknowledged_by: null, acknowledged_wire: null, sent_at: ago(7), sent_by: 'staff:1027', delivered_at: null, stamps: {},
    travel_s: 312, distance_m: 3900, mode: 'road', overdue_at: null, end_reason: null, ended_at: null, override_reason: null,
    replaces: null, sheet: {} as OrderView['sheet'], ...given,
  }
}

export function vehicle(given: Partial<VehicleView> = {}): VehicleView {
  return {
    id: 'vehicle-1', name: '120C2', plate: 'SuN12012', kind: 'monitoring', station_id: 'station-1', tracker: null,
    crew: { doctor: null, nurse: null, driver: null, phone: null }, duty: 'in_service', duty_reason: null, duty_since: ago(600),
    status: 'standby', order_ids: [], ...given,
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
