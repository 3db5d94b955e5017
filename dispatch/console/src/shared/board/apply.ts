import type {
  CallEvent, ConferenceEvent, EventMessage, GroupCallEvent, HandoverEvent, HospitalEvent, IncidentEvent, LocationLinkEvent, LockEvent, OrderEvent, PartEvent, PartView, PlaceSourceEvent, ReminderEvent,
  MapEvent, SeatEvent, SeatMessageEvent, SeatMessageView, SelectionEvent, StationEvent, StoredEvent, SupervisionEvent, SurgeEvent, TaskEvent, EmergencyEvent, UpkeepEvent, VehicleEvent,
} from '../../wire/contracts.gen.ts'
import type { BoardState } from './board.ts'
import { isOver } from './incidents.ts'
import { put, withoutOldest } from './rows.ts'
import { hasEnded } from './runs.ts'

/** Something is missing between the board and this event: ask for a snapshot. */
export class GapError extends Error {
  constructor() {
    super('gap')
    this.name = 'GapError'
  }
}

/** How many calls, incidents and orders that are over stay on the board. */
export const KEPT_OVER = 12

type Change = (board: BoardState, event: StoredEvent) => BoardState

/** By the first word of an event's kind, where the whole kind has no line of its own. */
const CHANGES: Readonly<Record<string, Change>> = {
  call: applyCall,
  call_joined: applyIncident,
  call_separated: applyIncident,
  seat: applySeat,
  task: applyTask,
  part: applyPart,
  incident: applyIncident,
  order: applyOrder,
  vehicle: applyVehicle,
  station: applyStation,
  hospital: applyHospital,
  selection: applySelection,
  number_locked: applyLock,
  number_lock_called: applyLock,
  number_lock_ended: applyLock,
  supervision: applySupervision,
  surge: applySurge,
  emergency: applyEmergency,
  map: applyMap,
  closure: (board, event) => ({ ...board, newClosure: event.n }),
  group: applyGroupCall,
  seat_message_sent: applyMessage,
  seat_message_acknowledged: applyMessage,
  conference: applyConference,
  handover: applyHandover,
  reminder: applyReminder,
  place_source_given: applyPlace,
  location_link_changed: applyLink,
  downlink_changed: (board, event) => ({ ...board, downlinkNews: event.n }),
  upkeep: applyUpkeep,
  plan_line_read: (board, event) => ({ ...board, planNews: event.n }),
}
const WITHOUT_EFFECT = new Set([
  'session_started', 'session_ended', 'person_added', 'person_changed', 'subscriber_looked_up',
  'key_patient_viewed', 'key_patient_written', 'key_patient_removed', 'recording_played', 'number_unmasked',
  'recording_handed_out', 'recording_redacted', 'release_refused', 'recorder_stopped', 'recorder_started',
  'directory_imported', 'site_changed', 'incident_viewed', 'complaints_changed', 'device_enrolled', 'device_revoked',
  'device_state_changed', 'number_marked', 'prompt_changed', 'contact_note_written', 'place_source_chosen',
  'place_sources_asked', 'place_sources_answered',
  'terminal_changed', 'terminal_text_sent',
])

/** The board after an event. A repetition changes nothing; a gap throws GapError. */
export function apply(board: BoardState, message: EventMessage): BoardState {
  if (message.n <= board.n) return board
  if (message.previous_n !== board.n || message.event.epoch !== board.epoch) throw new GapError()
  return { ...change(board, message.event), n: message.n }
}

function change(board: BoardState, event: StoredEvent): BoardState {
  if (WITHOUT_EFFECT.has(event.kind)) return board
  const applied = CHANGES[event.kind] ?? CHANGES[event.kind.split('_')[0] ?? '']
  return applied ? applied(board, event) : uncounted(board)
}

function uncounted(board: BoardState): BoardState {
  return { ...board, unknownKinds: board.unknownKinds + 1 }
}

function applyCall(board: BoardState, event: StoredEvent): BoardState {
  const { call } = event.payload as Partial<CallEvent>
  if (!call) return uncounted(board)
  const calls = withoutOldest(put(board.calls, call, (one) => one.id), (one) => one.ended_at !== null, KEPT_OVER)
  const seen = [...(board.steps[call.id] ?? []), { kind: event.kind, at: event.happened_at, actor: event.actor, seat: call.seat }]
  const known = new Set(calls.map(({ id }) => id))
  const steps = Object.entries({ ...board.steps, [call.id]: seen }).filter(([id]) => known.has(id))
  return { ...board, calls, steps: Object.fromEntries(steps) }
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

function applyGroupCall(board: BoardState, event: StoredEvent): BoardState {
  const { group_call: group } = event.payload as Partial<GroupCallEvent>
  if (!group) return uncounted(board)
  return { ...board, groupCalls: withoutOldest(put(board.groupCalls, group, (one) => one.id), (one) => one.ended_at !== null, KEPT_OVER) }
}

function applyMessage(board: BoardState, event: StoredEvent): BoardState {
  const { message } = event.payload as Partial<SeatMessageEvent>
  if (!message) return uncounted(board)
  const isRead = (one: SeatMessageView): boolean => one.receipts.length === one.recipients.length
  return { ...board, messages: withoutOldest(put(board.messages, message, (one) => one.id), isRead, KEPT_OVER) }
}

function applyIncident(board: BoardState, event: StoredEvent): BoardState {
  const { incident } = event.payload as Partial<IncidentEvent>
  if (!incident) return uncounted(board)
  return { ...board, incidents: withoutOldest(put(board.incidents, incident, (one) => one.id), isOver, KEPT_OVER) }
}

function applyOrder(board: BoardState, event: StoredEvent): BoardState {
  const { order } = event.payload as Partial<OrderEvent>
  if (!order) return uncounted(board)
  return { ...board, orders: withoutOldest(put(board.orders, order, (one) => one.id), hasEnded, KEPT_OVER) }
}

function applyVehicle(board: BoardState, event: StoredEvent): BoardState {
  const { vehicle } = event.payload as Partial<VehicleEvent>
  return vehicle ? { ...board, vehicles: put(board.vehicles, vehicle, (one) => one.id) } : uncounted(board)
}

function applyStation(board: BoardState, event: StoredEvent): BoardState {
  const { station } = event.payload as Partial<StationEvent>
  return station ? { ...board, stations: put(board.stations, station, (one) => one.id) } : uncounted(board)
}

function applyHospital(board: BoardState, event: StoredEvent): BoardState {
  const { hospital } = event.payload as Partial<HospitalEvent>
  return hospital ? { ...board, hospitals: put(board.hospitals, hospital, (one) => one.id) } : uncounted(board)
}

function applyLock(board: BoardState, event: StoredEvent): BoardState {
  const { lock } = event.payload as Partial<LockEvent>
  if (!lock) return uncounted(board)
  return { ...board, locks: put(board.locks, lock, (one) => one.id).filter(({ ended_at }) => ended_at === null) }
}

function applySelection(board: BoardState, event: StoredEvent): BoardState {
  const { selection } = event.payload as Partial<SelectionEvent>
  return selection ? { ...board, selection } : uncounted(board)
}

/** Which calls and incidents have news of their place; what left the board is forgotten. */
function applyPlace(board: BoardState, event: StoredEvent): BoardState {
  const { place } = event.payload as Partial<PlaceSourceEvent>
  if (!place) return uncounted(board)
  const known = new Set([...board.calls, ...board.incidents].map(({ id }) => id))
  const about = [place.call_id, place.incident_id].filter((id) => id !== null)
  const kept = Object.entries(board.placeNews).filter(([id]) => known.has(id))
  return { ...board, placeNews: Object.fromEntries([...kept, ...about.map((id) => [id, event.n] as const)]) }
}

function applyMap(board: BoardState, event: StoredEvent): BoardState {
  const { act, version } = event.payload as Partial<MapEvent>
  return act === 'in_force' && version ? { ...board, newMap: { version, n: event.n } } : board
}

/** Which calls have news of a location link; what left the board is forgotten. */
function applyLink(board: BoardState, event: StoredEvent): BoardState {
  const { link } = event.payload as Partial<LocationLinkEvent>
  if (!link) return uncounted(board)
  const known = new Set(board.calls.map(({ id }) => id))
  const kept = Object.entries(board.linkNews).filter(([id]) => known.has(id))
  return { ...board, linkNews: { ...Object.fromEntries(kept), [link.call_id]: event.n } }
}

function applySurge(board: BoardState, event: StoredEvent): BoardState {
  const { surge } = event.payload as Partial<SurgeEvent>
  return surge ? { ...board, surge: surge.stopped_at === null ? surge : null } : uncounted(board)
}

function applyEmergency(board: BoardState, event: StoredEvent): BoardState {
  const { emergency } = event.payload as Partial<EmergencyEvent>
  if (!emergency) return uncounted(board)
  return { ...board, emergencies: put(board.emergencies, emergency, (one) => one.id).filter(({ state }) => state !== 'ended') }
}

function applySupervision(board: BoardState, event: StoredEvent): BoardState {
  const { supervision } = event.payload as Partial<SupervisionEvent>
  if (!supervision) return uncounted(board)
  const supervisions = put(board.supervisions, supervision, (one) => one.id)
  return { ...board, supervisions: supervisions.filter(({ state }) => state !== 'ended') }
}

function applyConference(board: BoardState, event: StoredEvent): BoardState {
  const { conference } = event.payload as Partial<ConferenceEvent>
  if (!conference) return uncounted(board)
  const conferences = put(board.conferences, conference, (one) => one.id)
  return { ...board, conferences: conferences.filter(({ state }) => state !== 'over') }
}

/** Who asked sees that he may leave; a hand-over that was refused is nobody's any more. */
function applyHandover(board: BoardState, event: StoredEvent): BoardState {
  const { handover } = event.payload as Partial<HandoverEvent>
  if (!handover) return uncounted(board)
  const handovers = withoutOldest(put(board.handovers, handover, (one) => one.id), ({ state }) => state === 'accepted', KEPT_OVER)
  return { ...board, handovers: handovers.filter(({ state }) => state !== 'declined') }
}

function applyReminder(board: BoardState, event: StoredEvent): BoardState {
  const { reminder } = event.payload as Partial<ReminderEvent>
  if (!reminder) return uncounted(board)
  return { ...board, reminders: put(board.reminders, reminder, (one) => one.id).filter(({ removed_at }) => removed_at === null) }
}

/** What was retired is nobody's any more; whoever shows kept things reads them again. */
function applyUpkeep(board: BoardState, event: StoredEvent): BoardState {
  const { kind, thing_id: id, there } = event.payload as Partial<UpkeepEvent>
  if (id === undefined) return uncounted(board)
  const told = { ...board, upkeepNews: event.n, planNews: kind === 'plan' ? event.n : board.planNews }
  if (there !== false) return told
  const stays = (one: { id: string }): boolean => one.id !== id
  return { ...told, stations: board.stations.filter(stays), vehicles: board.vehicles.filter(stays), hospitals: board.hospitals.filter(stays) }
}
