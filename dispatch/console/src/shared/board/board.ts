import type {
  Board, CallView, ComplaintLine, ConferenceView, GroupCallView, HandoverView, HospitalView, IncidentView, NumberLockView, OrderView, PartView, ReminderView,
  SeatMessageView, SeatView, SelectionView, SkillPlan, StationView, SupervisionView, SurgeView, TaskView, EmergencyView, VehicleView,
} from '../../wire/contracts.gen.ts'
import type { Disposition, TalkDisposition } from '../../wire/words.ts'

/** One thing that was seen to happen to a call or an incident. */
export interface Step {
  kind: string
  at: string
  actor: string
  /** Where the call was then. */
  seat: number | null
}

/** What a centre chose: words for talks, ends of call-backs, how long a seat may wrap up (0: for ever). */
export interface Lists {
  dispositions: readonly TalkDisposition[]
  callBackReasons: readonly Disposition[]
  wrapUpS: number
  /** What a caller may be sent on for. */
  skills: readonly SkillPlan[]
}

/** All that is open, at one position of this client's stream. */
export interface BoardState {
  readonly epoch: string
  readonly n: number
  readonly calls: readonly CallView[]
  readonly seats: readonly SeatView[]
  readonly tasks: readonly TaskView[]
  readonly parts: readonly PartView[]
  readonly incidents: readonly IncidentView[]
  readonly orders: readonly OrderView[]
  readonly vehicles: readonly VehicleView[]
  readonly stations: readonly StationView[]
  readonly hospitals: readonly HospitalView[]
  /** Numbers that are locked now. */
  readonly locks: readonly NumberLockView[]
  /** Leaders on talks, as far as this person is told. */
  readonly supervisions: readonly SupervisionView[]
  /** Until it was stopped; that it ends by itself nobody tells. */
  readonly surge: SurgeView | null
  readonly emergencies: readonly EmergencyView[]
  /** Which map came into force since the snapshot, and at which event. */
  /** By call and incident id: the event that last told a source of its place. */
  readonly placeNews: Readonly<Record<string, number>>
  /** At which event a closure changed last since the snapshot. */
  readonly newClosure: number
  readonly newMap: { version: string; n: number } | null
  /** The last event of a kept thing: whoever shows such reads them again. */
  readonly upkeepNews: number
  /** The last event of a first-aid plan, or of a line of one that was read: whoever shows plans reads them again. */
  readonly planNews: number
  /** One seat calls many lines at once, or speaks to them. */
  readonly groupCalls: readonly GroupCallView[]
  /** Between seats, as far as they are for this person. */
  readonly messages: readonly SeatMessageView[]
  /** Rooms of several legs that are not over. */
  readonly conferences: readonly ConferenceView[]
  /** Open work that a seat asked another to take, until it is answered; the accepted ones of this client's time. */
  readonly handovers: readonly HandoverView[]
  /** Of leaders: what is watched for. */
  readonly reminders: readonly ReminderView[]
  /** By call id: the event that last told how a location link stands. */
  readonly linkNews: Readonly<Record<string, number>>
  /** The last event of a text to a vehicle's terminal: whoever shows such reads them again. */
  readonly downlinkNews: number
  /** The closed lists of the centre, in the order of their keys. */
  readonly lists: Lists
  /** Own use first. */
  readonly complaints: readonly ComplaintLine[]
  /** What both windows of this session look at. */
  readonly selection: SelectionView | null
  /** By call id: what this client saw since its snapshot. */
  readonly steps: Readonly<Record<string, readonly Step[]>>
  readonly overdueAfterS: number
  readonly unknownKinds: number
}

/** The board as the server gave it. */
export function fromSnapshot(board: Board): BoardState {
  const { epoch, last, calls, seats, tasks, parts, answer_overdue_after_s } = board
  const { incidents = [], orders = [], vehicles = [], stations = [], hospitals = [], complaints = [], selection = null, locks = [] } = board
  const { supervisions = [], surge = null, emergencies = [], group_calls = [], messages = [], conferences = [], handovers = [], reminders = [] } = board
  const { talk_dispositions = [], call_back_reasons = [], wrap_up_s = 0, skills = [] } = board
  return {
    epoch, n: last, calls, seats, tasks, parts, incidents, orders, vehicles, stations, hospitals, complaints, selection, locks,
    supervisions, surge, emergencies, groupCalls: group_calls, messages, conferences, handovers, reminders,
    lists: { dispositions: talk_dispositions, callBackReasons: call_back_reasons, wrapUpS: wrap_up_s, skills },
    steps: {}, overdueAfterS: answer_overdue_after_s, unknownKinds: 0, newMap: null, newClosure: 0, upkeepNews: 0, planNews: 0, downlinkNews: 0, placeNews: {}, linkNews: {},
  }
}
