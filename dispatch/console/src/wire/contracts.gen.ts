// Made by `dispatch120 contracts typescript` from dispatch/contracts; do not edit.
export const PROTOCOL_VERSION = 1

export interface AcknowledgeOrder {
  revision: number
  name?: string | null
}

export interface AddPerson {
  staff_number: string
  name: string
  roles: ('call_taker' | 'shift_leader' | 'director' | 'administrator' | 'auditor')[]
  password: string
  skills?: (string)[]
  trainee?: boolean
}

export interface AdmissionView {
  phone: string
  maker: string
  model: string
  terminal: string
  vehicle_id: string | null
  admitted_by: string
  admitted_at: string
  revoked_by: string | null
  revoked_at: string | null
}

export interface AdmitTerminal {
  vehicle_id?: string | null
}

export interface AskDeletion {
  reason: string
}

export interface AskHandover {
  to_seat: number
}

export interface AskedDeletionView {
  recording: string
  cause: 'persons' | 'retention'
  asked_by: string
  reason: string
  asked_at: string
  confirmed_by: string | null
}

export interface AudioGapView {
  call_id: string
  recording: string
  kind: string
  missing_s: number
}

export interface AudioProofsView {
  hours: (HourProofView)[]
  next_hour: string
}

export interface AuditEntryView {
  id: number
  at: string
  actor: string
  verb: string
  subject: string
  reason: string | null
}

export interface AuditPage {
  entries: (AuditEntryView)[]
  next_before: number | null
}

export interface BadLine {
  line: number
  code: string
}

export interface BatchView {
  batch: string
  changed: number
}

export interface BecomeBusy {
  reason: 'break' | 'meal' | 'meeting' | 'training' | 'equipment'
}

export interface BedsView {
  free: number
  told_at: string
  told_by: string
}

export interface BeginGroupCall {
  kind: 'call' | 'page'
  lines?: (number)[]
  wanted?: number
}

export interface Board {
  epoch: string
  last: number
  server: string
  server_time: string
  audiences: (string)[]
  you: You
  calls: (CallView)[]
  seats: (SeatView)[]
  tasks: (TaskView)[]
  orders?: (OrderView)[]
  vehicles?: (VehicleView)[]
  stations?: (StationView)[]
  hospitals?: (HospitalView)[]
  devices?: (DeviceView)[]
  parts: (PartView)[]
  servers: (ServerAddress)[]
  answer_overdue_after_s: number
  wrap_up_s?: number
  talk_dispositions?: ('incident' | 'repeat' | 'chase' | 'advice' | 'other_service' | 'misdial' | 'silent' | 'nuisance' | 'complaint' | 'internal' | 'test' | 'none_given')[]
  call_back_reasons?: ('reached' | 'no_answer' | 'called_again' | 'number_unusable' | 'refused_help' | 'not_needed')[]
  handovers?: (HandoverView)[]
  reminders?: (ReminderView)[]
  incidents?: (IncidentView)[]
  complaints?: (ComplaintLine)[]
  selection?: SelectionView | null
  locks?: (NumberLockView)[]
  supervisions?: (SupervisionView)[]
  surge?: SurgeView | null
  emergencies?: (EmergencyView)[]
  group_calls?: (GroupCallView)[]
  messages?: (SeatMessageView)[]
  conferences?: (ConferenceView)[]
  skills?: (SkillPlan)[]
}

export interface BoundsView {
  west: number
  south: number
  east: number
  north: number
}

export interface CalibrationEvent {
  calibration: CalibrationView
}

export interface CalibrationReportView {
  since: string
  until: string
  zone: string
  runs: number
  least: number
  suffices: boolean
  left_out: Record<string, number>
  bias_s: number | null
  mae_s: number | null
  p90_s: number | null
  spans: number
  within_percent: number | null
  error_share_percent: number | null
  hours: (HourFactorView)[]
  in_force: CalibrationView
}

export interface CalibrationView {
  version: number
  factors: (number)[]
  error_share_percent: number | null
  runs: number
  zone: string
  used_by: string | null
  used_at: string | null
  undoes: number | null
}

export interface CallBacksView {
  opened: number
  done: number
  median_s: number | null
}

export interface CallEvent {
  call: CallView
}

export interface CallOut {
  number?: string | null
  call_id?: string | null
  task_id?: string | null
  incident_id?: string | null
}

export interface CallPage {
  calls: (CallView)[]
  next_before: string | null
}

export interface CallSpanView {
  kind: 'ring' | 'talk' | 'hold' | 'park'
  from_at: string
  to_at: string
  seat: number | null
  staff_number: string | null
}

export interface CallTimeView {
  call_id: string
  incident_number: string
  offered_at: string
  answered_at: string | null
  ended_at: string | null
}

export interface CallView {
  id: string
  exchange: string
  number: string | null
  name: string | null
  called_number: string
  trunk: string
  recording: string
  caller: CallerCardView
  state: 'offered' | 'queued' | 'ringing' | 'talking' | 'held' | 'parked' | 'ended' | 'abandoned'
  offered_at: string
  position: number | null
  ringing_seats: (number)[]
  overflow_target: string | null
  answered_at: string | null
  seat: number | null
  staff_number: string | null
  phone: string | null
  held_at: string | null
  requeued_at: string | null
  overdue_at: string | null
  ended_at: string | null
  ended_by: 'caller' | 'seat' | 'exchange' | 'exchange_lost' | null
  end_cause: number | null
  overflow_step?: 'spare' | 'backup' | 'message' | null
  message?: string | null
  notes?: ('misdial' | 'priority' | 'locked' | 'broke_through' | 'no_codec' | 'station_too' | 'no_district' | 'direct' | 'gone_at_once')[]
  direction?: 'in' | 'out'
  dial_result?: 'answered' | 'busy' | 'no_answer' | 'refused' | 'number_unknown' | 'trunk_away' | 'given_up' | 'seat_away' | null
  follows?: string | null
  transferred_by?: number | null
  parked_by?: number | null
  parked_at?: string | null
  silent?: SilentCheckView | null
  disposition?: 'incident' | 'repeat' | 'chase' | 'advice' | 'other_service' | 'misdial' | 'silent' | 'nuisance' | 'complaint' | 'internal' | 'test' | 'none_given' | null
  disposed_by?: string | null
  asked_skill?: string | null
}

export interface CallerCardView {
  subscriber: SubscriberView | null
  key_patient: KeyPatientFlagView | null
  earlier_calls: EarlierCallsView
}

export interface CallerPlaceView {
  id: string
  call_id: string | null
  incident_id: string | null
  kind: 'subscriber' | 'peer' | 'network' | 'said' | 'link'
  received_at: string
  origin: string
  text: string
  point: PointView | null
  radius_m: number | null
  district: string | null
  owner: string | null
  observed_at: string | null
  confidence: number | null
  doubts: ('no_answer' | 'bad_answer' | 'other_number' | 'unknown' | 'not_asked' | 'swapped' | 'outside_area' | 'old' | 'line')[]
}

export interface CallerPlacesView {
  places: (CallerPlaceView)[]
  conflicts: (PlaceConflictView)[]
}

export interface CancelOrder {
  reason: 'caller_withdrew' | 'nuisance' | 'duplicate' | 'wrong_address' | 'nearer_vehicle' | 'no_vehicle_needed' | 'sent_by_mistake' | 'other'
}

export interface ChangeCalibration {
  base_version: number
}

export interface ChangeCoverSettings {
  base_version: number
  enabled: boolean
  within_min: number
  least_gain_percent: number
}

export interface ChangeDispatchRules {
  base_version: number
  needs: (Need)[]
  policy: Policy
}

export interface ChangeDuty {
  duty: 'in_service' | 'reserved' | 'out_of_service'
  reason?: 'appointment' | 'stand_by' | 'disinfection' | 'refuelling' | 'repair' | 'meal' | 'crew_short' | 'breakdown' | null
}

export interface ChangeForm {
  nature?: 'emergency' | 'transfer' | 'chase' | 'repeat' | 'reinforce' | 'advice' | 'complaint' | 'misdial' | 'nuisance' | 'silent' | 'test' | 'drill' | null
  contact_number?: string | null
  caller_relation?: string | null
  patient_name?: string | null
  sex?: 'male' | 'female' | 'unknown' | null
  age?: string | null
  patient_count?: number | null
  complaint?: string | null
  complaint_text?: string | null
  conscious?: 'yes' | 'no' | 'unknown' | null
  breathing?: 'yes' | 'no' | 'unknown' | null
  onset?: string | null
  history?: string | null
  diagnosis?: string | null
  priority?: 1 | 2 | 3 | null
  infectious?: boolean | null
  stretcher?: boolean | null
  floor?: string | null
  elevator?: 'yes' | 'no' | 'unknown' | null
  unaccompanied?: boolean | null
  gestation_weeks?: number | null
  language?: string | null
  hazards?: string | null
  wanted_hospital?: string | null
  notes?: string | null
}

export interface ChangeMilestoneSettings {
  base_version: number
  enabled: boolean
  confirms_itself: ('departed' | 'arrived' | 'patient_contact' | 'patient_aboard' | 'left_scene' | 'at_hospital' | 'handed_over' | 'returning' | 'completed')[]
  scene_m: number
  hospital_m: number
  station_m: number
  dwell_s: number
  slow_kmh: number
  stale_after_s: number
  contradicts_m: number
}

export interface ChangePerson {
  name?: string | null
  roles?: ('call_taker' | 'shift_leader' | 'director' | 'administrator' | 'auditor')[] | null
  active?: boolean | null
  password?: string | null
  skills?: (string)[] | null
  trainee?: boolean | null
}

export interface ChangeSelection {
  incident_id?: string | null
  vehicle_id?: string | null
  point?: PointAsked | null
}

export interface ChangeSite {
  base_version: number
  centre_name: string
  area_code: string
  seats: (SeatPlan)[]
  trunks: (TrunkPlan)[]
  spare_phones: (string)[]
  backup_numbers: (string)[]
  backup_rings_s: number
  message_after_s: number
  emergency_number: string
  answer_overdue_after_s: number
  overflow_after_s: number
  seat_leg_lost_after_s: number
  wrap_up_s: number
  talk_dispositions?: ('incident' | 'repeat' | 'chase' | 'advice' | 'other_service' | 'misdial' | 'silent' | 'nuisance' | 'complaint' | 'internal' | 'test' | 'none_given')[] | null
  call_back_reasons?: ('reached' | 'no_answer' | 'called_again' | 'number_unusable' | 'refused_help' | 'not_needed')[] | null
  order_acknowledge_s: number
  timings?: (SetTiming)[]
  distribution?: 'ring_all' | 'longest_idle'
  districts?: (District)[]
  surge_lasts_min?: number
  lines?: (LinePlan)[]
  park_returns_after_s?: number
  skills?: (SkillPlan)[] | null
  says_staff_number?: boolean
  dial_in_number?: string
  place_sources?: PlaceSourcePlan | null
}

export interface ChoosePlaceSource {
  reason?: 'caller_says_so' | 'newer' | 'more_exact' | 'place_known' | 'other_is_wrong' | 'other' | null
}

export interface ClaimEnrolment {
  code: string
  name: string
}

export interface ClockEvent {
  step: ClockStepView
}

export interface ClockStepView {
  clock: string
  observer: string
  by_s: number
}

export interface CloseIncident {
  reason: 'served' | 'caller_withdrew' | 'misdial' | 'nuisance' | 'advice' | 'complaint' | 'silent' | 'test' | 'drill' | 'transferred' | 'no_vehicle_needed' | 'other'
}

export interface Closed {
  type?: 'closed'
  code: string
}

export interface ClosureCheckView {
  streets: (StreetHitView)[]
  cuts_off: (string)[]
}

export interface ClosureDrawn {
  shape: 'line' | 'area'
  speed_percent: number
  points: (SpotAsked)[]
  reason: string
  begins_at?: string | null
  ends_at: string
}

export interface ClosureEvent {
  act: 'drawn' | 'began' | 'extended' | 'lifted' | 'restored' | 'ended'
  closure: ClosureView
}

export interface ClosureView {
  id: string
  number: number
  shape: 'line' | 'area'
  speed_percent: number
  points: (PointView)[]
  reason: string
  begins_at: string
  ends_at: string
  drawn_by: string
  drawn_at: string
  streets: (StreetHitView)[]
  cuts_off: (string)[]
  lifted_by: string | null
  lifted_at: string | null
}

export interface ClosuresView {
  closures: (ClosureView)[]
}

export interface ComplaintAsked {
  code: string
  name: string
  english: string
  needs?: ('emergency' | 'cardiac' | 'stroke' | 'trauma' | 'obstetrics' | 'paediatrics' | 'poisoning' | 'infectious' | 'burns' | 'psychiatric')[]
  priority: 1 | 2 | 3
}

export interface ComplaintLine {
  code: string
  name: string
  english: string
  needs: ('emergency' | 'cardiac' | 'stroke' | 'trauma' | 'obstetrics' | 'paediatrics' | 'poisoning' | 'infectious' | 'burns' | 'psychiatric')[]
  priority: 1 | 2 | 3
  uses: number
}

export interface ConferenceEvent {
  conference: ConferenceView
  member_id: string | null
}

export interface ConferenceView {
  id: string
  call_id: string
  exchange: string
  opened_by: string
  opened_at: string
  state: 'consulting' | 'talking' | 'over'
  mix: string
  members: (MemberView)[]
  over_at: string | null
  dial_in?: DialInView | null
}

export interface ConfirmMilestone {
  milestone: 'departed' | 'arrived' | 'patient_contact' | 'patient_aboard' | 'left_scene' | 'at_hospital' | 'handed_over' | 'returning' | 'completed'
}

export interface ConfirmScene {
  text: string
  point?: PointAsked | null
  source: 'typed' | 'suggestion' | 'map' | 'subscriber' | 'peer' | 'network' | 'link'
  typed?: string | null
}

export interface ContactHistory {
  calls: (CallView)[]
  of_address: (CallView)[]
  notes: (ContactNoteView)[]
}

export interface ContactNoteEvent {
  note: ContactNoteView
}

export interface ContactNoteView {
  id: string
  call_id: string
  number: string
  address: string | null
  text: string
  written_by: string
  written_at: string
}

export interface ContradictionView {
  stamped_at: string | null
  device: string
  fixed_at: string
  distance_m: number
}

export interface CopyCountView {
  place: string
  kind: 'second' | 'archive'
  confirmed: number
  differs: number
  last_at: string | null
}

export interface CoverSettingsView {
  version: number
  enabled: boolean
  within_min: number
  least_gain_percent: number
  changed_by: string | null
  changed_at: string | null
}

export interface CoverView {
  made_at: string
  map_version: string
  within_min: number
  source: 'own_incidents' | 'streets'
  points: ([number, number, 0 | 1 | 2])[]
  ready: number
  share_percent: number
  double_share_percent: number
  advice: (StandByAdviceView)[]
  closures?: (number)[]
  hour_factor?: number
}

export interface CrewGiven {
  doctor?: string | null
  nurse?: string | null
  driver?: string | null
  phone?: string | null
}

export interface CrewView {
  doctor: string | null
  nurse: string | null
  driver: string | null
  phone: string | null
}

export interface CrossingHereView {
  name: string
  away_m: number
  toward: 'north' | 'north_east' | 'east' | 'south_east' | 'south' | 'south_west' | 'west' | 'north_west' | null
}

export interface DecodeBytes {
  text: string
}

export interface DecodedFieldView {
  name: string
  raw: string
  meaning: string
}

export interface DecodedPartView {
  kind: string
  fields: (DecodedFieldView)[]
  problem: string | null
}

export interface DecodedView {
  parts: (DecodedPartView)[]
}

export interface DeviceEvent {
  device: DeviceView
}

export interface DeviceSessionView {
  device_id: string
  token: string
  station: StationView
  servers: (ServerAddress)[]
  centre_name: string
  mode: 'demo' | 'site'
  zone: string
}

export interface DeviceState {
  bell: 'ok' | 'silent' | 'failed'
  printer: 'ok' | 'failed'
  sounding?: boolean
  note?: string
}

export interface DeviceView {
  id: string
  name: string
  kind: 'client' | 'screen'
  station_id: string
  station_code: string
  enrolled_at: string
  enrolled_by: string
  revoked_at: string | null
  revoked_by: string | null
  bell: 'ok' | 'silent' | 'failed' | null
  printer: 'ok' | 'failed' | null
  sounding: boolean
  note: string
  told_at: string | null
  silent_since: string | null
}

export interface DialInView {
  number: string
  code: string
  until: string
}

export interface DirectoryEvent {
  import_id: string
  file_name: string
  taken: number
  bad_count: number
}

export interface DirectoryImportView {
  id: string
  file_name: string
  state: 'running' | 'held' | 'done' | 'failed'
  total_bytes: number
  read_bytes: number
  taken: number
  bad_count: number
  bad_lines: (BadLine)[]
  started_at: string
  ended_at: string | null
  code: string | null
  mode?: 'add' | 'whole'
  stage?: 'reading' | 'building' | 'comparing' | 'over'
  encoding?: 'auto' | 'utf-8' | 'gbk' | 'gb18030'
  found_encoding?: string | null
  report?: TableReportView | null
  started_by?: string
}

export interface DismissalView {
  at: string
  by: string
  reason: 'not_there' | 'passing' | 'pressed_by_mistake' | 'other'
  suggested_at: string
  source: 'position' | 'terminal'
}

export interface DispatchRulesView {
  version: number
  needs: (Need)[]
  policy: Policy
  changed_by: string | null
  changed_at: string | null
}

export interface DisposeCall {
  disposition: 'incident' | 'repeat' | 'chase' | 'advice' | 'other_service' | 'misdial' | 'silent' | 'nuisance' | 'complaint' | 'internal' | 'test' | 'none_given'
}

export interface District {
  name: string
  together: boolean
  prefixes: (string)[]
  station_number?: string
}

export interface DivertibleVehicleView {
  vehicle_id: string
  name: string
  order_id: string
  incident_number: string
  priority: number
  travel_s: number
  eta_low_s: number
  eta_high_s: number
  gains_s: number
  costs_s: number
  replacement_id: string
  replacement_name: string
}

export interface DownlinkEvent {
  downlink: DownlinkView
}

export interface DownlinkView {
  id: string
  phone: string
  order_id: string | null
  revision: number | null
  message_id: string | null
  vehicle_id: string | null
  state: 'QUEUED' | 'SENT' | 'ACKNOWLEDGED' | 'FAILED' | 'EXPIRED'
  reason: string | null
  at: string
}

export interface DownlinksView {
  downlinks: (DownlinkView)[]
}

export interface DrawClosure {
  shape: 'line' | 'area'
  speed_percent: number
  points: (SpotAsked)[]
  reason: string
  begins_at?: string | null
  ends_at: string
  accepts?: (string)[]
}

export interface DrawOverlay {
  piece: RoadPiece | EstatePiece | RenamePiece | GatePiece
}

export interface DrivingView {
  vehicle_id: string
  vehicle_name: string
  device: string | null
  heard: number
  cut: boolean
  metres: number
  odometer: OdometerView | null
  odometer_breaks: (OdometerBreakView)[]
  driving_s: number
  unheard_s: number
  trips: (TripView)[]
  stops: (StopView)[]
  speedings: (SpeedingView)[]
}

export interface DuplicateView {
  incident_id: string
  number: string
  place: string
  distance_m: number | null
  minutes: number
  why: 'near' | 'same_road' | 'same_number'
}

export interface Duplicates {
  incidents: (DuplicateView)[]
}

export interface DutyChangeView {
  vehicle_id: string
  at: string
  duty: string
  reason: string | null
}

export interface DutyTelephoneView {
  number: string
  role: string
  hours: string
}

export interface EarlierCallsView {
  count: number
  latest_at: string | null
}

export interface EmergencyEvent {
  emergency: EmergencyView
}

export interface EmergencyView {
  id: string
  device: string
  vehicle_id: string | null
  vehicle_name: string | null
  station_code: string | null
  point: PointView | null
  raised_at: string
  heard_at: string
  raisings: number
  state: 'raised' | 'acknowledged' | 'ended'
  overdue_at: string | null
  gone_at: string | null
  acknowledged_by: string | null
  acknowledged_name: string | null
  acknowledged_at: string | null
  ended_by: string | null
  ended_at: string | null
  end_reason: 'crew_safe' | 'help_sent' | 'pressed_by_mistake' | 'terminal_fault' | 'drill' | null
}

export interface EnrolDevice {
  station_id: string
  kind: 'client' | 'screen'
}

export interface EnrolmentView {
  code: string
  expires_at: string
}

export interface EstatePiece {
  kind: 'estate'
  name: string
  outline: (PointAsked)[]
  houses?: (HouseAsked)[]
}

export interface EventMessage {
  type?: 'event'
  n: number
  previous_n: number
  event: StoredEvent
}

export interface EventPage {
  epoch: string
  events: (StoredEvent)[]
  next_after: number | null
}

export interface ExchangeAccount {
  exchange: string
  web_socket_url: string
  sip_uri: string
}

export interface ExchangeKeepingView {
  exchange: string
  is_away: boolean
  stores: (StoreRoomView)[]
  places: (CopyCountView)[]
  second_due: number
  archive_due: number
  archive_lags: number
  holds: (HoldView)[]
  asked: (AskedDeletionView)[]
  outlived: (OutlivedView)[]
}

export interface ExcludedVehicleView {
  vehicle_id: string
  name: string
  status: string
  reasons: (ReasonView)[]
}

export interface ExplainGaps {
  hour: string
  reason: string
}

export interface ExtendClosure {
  ends_at: string
}

export interface FeedTerminalView {
  feed: string
  device: string
  vehicle_id: string | null
  vehicle_name: string | null
  shown: boolean
  apart_m: number | null
  seen_at: string
  fixed_at: string | null
  lon: number | null
  lat: number | null
  speed_kmh: number | null
  satellites: number | null
  hdop: number | null
  quality: number | null
  skew_s: number | null
  counts: Record<string, number>
}

export interface FeedView {
  name: string
  kind: string
  address: string
  seen_at: string
  plugged: boolean
  turned_at: string | null
  why_closed: string | null
  heard_at: string | null
  understood_at: string | null
  bytes_per_s: number
  sentences_per_s: number
  counts: Record<string, number>
  last_hex: string
}

export interface FeedsView {
  at: string
  feeds: (FeedView)[]
  terminals: (FeedTerminalView)[]
  strangers: (StrangerView)[]
  tokens: (TerminalTokenView)[]
  cut: boolean
}

export interface FieldProblem {
  path: string
  code: string
}

export interface FinishTask {
  disposition: 'reached' | 'no_answer' | 'called_again' | 'number_unusable' | 'refused_help' | 'not_needed'
}

export interface ForceSignOff {
  reason: string
}

export interface GatePiece {
  kind: 'gate'
  name: string
  at: PointAsked
  gate: PointAsked
}

export interface GroupCallEvent {
  group_call: GroupCallView
}

export interface GroupCallView {
  id: string
  exchange: string
  kind: 'call' | 'page'
  seat: number
  staff_number: string
  wanted: number
  state: 'calling' | 'live' | 'ended'
  members: (GroupMemberView)[]
  begun_at: string
  recording: string | null
  ended_at: string | null
}

export interface GroupMemberView {
  line: number
  label: string
  state: 'ringing' | 'second' | 'answered' | 'accepted' | 'refused' | 'not_needed' | 'no_answer' | 'away' | 'left'
  at: string
}

export interface HandOut {
  recordings?: (string)[]
  call_id?: string | null
  incident_id?: string | null
  form: 'bundle' | 'flac' | 'opus' | 'wav'
  password?: string | null
  reason: string
}

export interface HandOutPartView {
  exchange: string
  recordings: (string)[]
}

export interface HandOutStandingView {
  stage: 'making' | 'ready' | 'refused'
  done: number
  of: number
  sha256: string | null
  size_bytes: number | null
  code: string | null
  url: string | null
}

export interface HandOutView {
  id: string
  parts: (HandOutPartView)[]
}

export interface HandoverEvent {
  handover: HandoverView
}

export interface HandoverView {
  id: string
  seat: number
  staff_number: string
  to_seat: number
  to_staff_number: string
  calls: (string)[]
  orders: (string)[]
  tasks: (string)[]
  state: 'asked' | 'accepted' | 'declined'
  asked_at: string
  ended_at: string | null
}

export interface HearingLine {
  listener: 'caller' | 'seat' | 'leader'
  hears: ('caller' | 'seat' | 'leader')[]
}

export interface Hello {
  type: 'hello'
  token: string
  protocol_version: number
  after: Position | null
}

export interface HereView {
  point: PointView
  place: PlaceSuggestionView | null
  district: string
  road: RoadHereView | null
  crossing: CrossingHereView | null
  gcj02: PointView | null
  incidents: (IncidentNearView)[] | null
}

export interface HoldRecording {
  reason: string
}

export interface HoldView {
  recording: string
  held_by: string
  reason: string
  held_at: string
}

export interface HospitalEvent {
  hospital: HospitalView
}

export interface HospitalView {
  id: string
  name: string
  point: PointView
  address: string
  telephone: string
  departments: ('emergency' | 'cardiac' | 'stroke' | 'trauma' | 'obstetrics' | 'paediatrics' | 'poisoning' | 'infectious' | 'burns' | 'psychiatric')[]
  capabilities?: ('chest_pain_centre' | 'stroke_centre' | 'trauma_centre' | 'maternal_centre' | 'child_centre')[]
  beds?: BedsView | null
  beds_total?: number | null
  staff?: (DutyTelephoneView)[]
  equipment?: (string)[]
}

export interface HourFactorView {
  hour: number
  runs: number
  factor: number
}

export interface HourProofView {
  hour: string
  proven_at: string
  calls: number
  recordings: number
  unowned: number
  gaps: (AudioGapView)[]
  explained_by: string | null
  explained_at: string | null
  reason: string | null
}

export interface HouseAsked {
  number: string
  point: PointAsked
}

export interface ImportDifference {
  file_name: string
  rows: (ImportRow)[]
}

export interface ImportRow {
  line: number | null
  state: 'new' | 'changed' | 'same' | 'gone' | 'bad'
  id: string | null
  name: string
  content: Record<string, unknown> | null
  before: Record<string, unknown> | null
  changed: (string)[]
  expected: number
  doubts: ('in_water' | 'outside' | 'swapped' | 'datum' | 'same_name' | 'unchecked')[]
  code: string
  field: string
}

export interface IncidentEvent {
  incident: IncidentView
  changed: (string)[] | null
  note?: string | null
}

export interface IncidentFormView {
  nature: 'emergency' | 'transfer' | 'chase' | 'repeat' | 'reinforce' | 'advice' | 'complaint' | 'misdial' | 'nuisance' | 'silent' | 'test' | 'drill'
  contact_number: string | null
  caller_relation: string | null
  patient_name: string | null
  sex: 'male' | 'female' | 'unknown' | null
  age: string | null
  patient_count: number | null
  complaint: string | null
  complaint_text: string | null
  conscious: 'yes' | 'no' | 'unknown' | null
  breathing: 'yes' | 'no' | 'unknown' | null
  onset: string | null
  history: string | null
  diagnosis: string | null
  priority: 1 | 2 | 3 | null
  infectious: boolean | null
  stretcher: boolean | null
  floor: string | null
  elevator: 'yes' | 'no' | 'unknown' | null
  unaccompanied: boolean | null
  gestation_weeks: number | null
  language: string | null
  hazards: string | null
  wanted_hospital: string | null
  notes: string | null
}

export interface IncidentNearView {
  id: string
  number: string
  state: 'received' | 'open' | 'closed' | 'merged'
  priority: 1 | 2 | 3 | null
  opened_at: string
  away_m: number
}

export interface IncidentPage {
  incidents: (IncidentView)[]
  next_before: string | null
}

export interface IncidentPlansView {
  plans: (PlanView)[]
  ticks: (PlanTickView)[]
}

export interface IncidentStory {
  events: (StoredEvent)[]
  recordings: (RecordingView)[]
  away: (string)[]
}

export interface IncidentView {
  id: string
  number: string
  state: 'received' | 'open' | 'closed' | 'merged'
  opened_at: string
  opened_by: string
  taker_seat: number | null
  calls: (string)[]
  form: IncidentFormView
  scene: PlaceView | null
  scene_confirmed_at: string | null
  pick_up_point: PlaceView | null
  read_back_at: string | null
  read_back_by: string | null
  chases: number
  last_chased_at: string | null
  waiting_since: string | null
  alarmed_at: string | null
  merged_into: string | null
  close_reason: 'served' | 'caller_withdrew' | 'misdial' | 'nuisance' | 'advice' | 'complaint' | 'silent' | 'test' | 'drill' | 'transferred' | 'no_vehicle_needed' | 'other' | null
  closed_at: string | null
  closed_by: string | null
  revision: number
}

export interface InviteMember {
  seat?: number | null
  number?: string | null
  name?: string
}

export interface IssueTerminalToken {
  device: string
}

export interface IssuedTokenView {
  device: string
  token: string
}

export interface JoinCall {
  incident_id: string
}

export interface KeepThing {
  content: Record<string, unknown>
  expected: number
  reason?: string
  confirmed?: ('in_water' | 'outside' | 'swapped' | 'datum' | 'same_name' | 'unchecked')[]
}

export interface KeepingDone {
  recording: string
}

export interface KeepingView {
  exchanges: (ExchangeKeepingView)[]
}

export interface KeptRecommendationView {
  order_id: string
  made_at: string
  map_version: string | null
  left_out: number
  replay: 'equal' | 'different' | 'unreadable'
  shown: RecommendationView
  again: RecommendationView | null
}

export interface KeptView {
  kind: 'station' | 'vehicle' | 'hospital' | 'unit' | 'landmark' | 'alias' | 'plan'
  id: string
  name: string
  content: Record<string, unknown>
  version: number
  retired: boolean
  revision: number | null
  changed_by: string | null
  changed_at: string | null
}

export interface KeyPatientFlagView {
  id: string
  category: string
}

export interface KeyPatientLine {
  id: string
  name: string
  category: string
}

export interface KeyPatientView {
  id: string
  name: string
  category: string
  numbers: (string)[]
  condition: string
  access_note: string
  consent_by: string
  consent_on: string
  changed_by: string
  changed_at: string
}

export interface Lamps {
  type?: 'lamps'
  server: string
  parts: (PartView)[]
}

export interface LaneView {
  recording: RecordingView
  kind: 'call' | 'message' | 'leg' | 'room' | 'leader' | 'call_back' | 'other'
  call_id: string | null
  seat: number | null
  staff_number: string | null
  name: string | null
  number: string | null
  begins_at: string
  ends_at: string | null
  begin_known: 'end' | 'told' | 'name'
  clock_offset_ms: number | null
  empty: boolean
  spans: (CallSpanView)[]
  playback: Playback | null
}

export interface LinePlan {
  number: number
  label: string
  owner: 'station' | 'hospital' | 'office'
  code: string
  way?: 'down' | 'direct' | 'bypass'
  group?: string
  carrier?: string
  second_number?: string
  second_carrier?: string
}

export interface LineWarningView {
  place: string
  lack: 'no_line' | 'no_second' | 'same_carrier' | 'carrier_unsaid'
}

export interface LinesView {
  lines: (LinePlan)[]
  warnings: (LineWarningView)[]
}

export interface LiveSound {
  url: string
  expires_at: string
}

export interface LocationLinkEvent {
  link: LocationLinkView
}

export interface LocationLinkView {
  id: string
  call_id: string
  number: string
  sent_by: string
  made_at: string
  expires_at: string
  revoked_at: string | null
  sms_state: 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'given_up'
  sms_reason: 'no_sim' | 'sim_locked' | 'no_network' | 'number_wrong' | 'barred' | 'no_service_centre' | 'network_busy' | 'memory_full' | 'text_wrong' | 'modem_away' | 'modem_silent' | 'modem_refused' | 'gateway_away' | 'gateway_refused' | 'outcome_unknown' | 'not_delivered' | 'nobody_sends' | null
  sms_tries: number
  opened_at: string | null
  denied_at: string | null
  denial: 'refused' | 'no_fix' | 'timed_out' | 'unsupported' | null
  places: number
  placed_at: string | null
  radius_m: number | null
  doubtful: boolean
}

export interface LocationLinksView {
  hidden: 'no_public_address' | 'no_sms_way' | null
  links: (LocationLinkView)[]
}

export interface LockEvent {
  lock: NumberLockView
}

export interface LogChase {
  note?: string | null
}

export interface LookEvent {
  staff_number: string
  subject: string
  reason: string | null
}

export interface LookUpSubscriber {
  number: string
  reason: string
}

export interface MapDescription {
  version: string
  bounds: BoundsView
  centre: PointView
  attribution: string
  min_zoom: number
  max_zoom: number
  layers: (string)[]
}

export interface MapEvent {
  act: string
  version: string | null
}

export interface MapJobView {
  id: string
  kind: 'import' | 'use' | 'overlay'
  wanted: Record<string, unknown>
  asked_by: string
  asked_at: string
  state: 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED'
  ended_at: string | null
  stage: string
  percent: number
  read_bytes: number
  total_bytes: number
  objects: number
  made: string
  code: string
  parameters: Record<string, unknown>
}

export interface MapVersionView {
  version: string
  name: string
  source: string
  sha256: string
  datum: string
  attribution: string
  roads: number
  buildings: number
  places: number
  active: boolean
  kept: boolean
  overlay: number
  imported_at: string
  in_force_at: string
  loose: (number)[]
  missing: (number)[]
  left_out: Record<string, unknown>
}

export interface MapWorkView {
  versions: (MapVersionView)[]
  jobs: (MapJobView)[]
}

export interface MarkEvent {
  mark: NuisanceMarkView
}

export interface MarkNuisance {
  hours?: 1 | 4 | 24
}

export interface MarkedView {
  number: string
  lock: NumberLockView | null
}

export interface MemberView {
  id: string
  role: 'caller' | 'opener' | 'seat' | 'carrier' | 'outside'
  seat: number | null
  number: string
  name: string
  state: 'invited' | 'ringing' | 'held' | 'in' | 'gone'
  muted: boolean
  came_at: string | null
  gone_at: string | null
  gone_by: 'left' | 'no_answer' | 'refused' | 'not_reached' | null
  recording: string | null
}

export interface MergeIncident {
  into: string
}

export interface MileageView {
  since: string
  until: string
  over_kmh: number
  vehicles: (DrivingView)[]
}

export interface MilestoneSettingsView {
  version: number
  enabled: boolean
  confirms_itself: ('departed' | 'arrived' | 'patient_contact' | 'patient_aboard' | 'left_scene' | 'at_hospital' | 'handed_over' | 'returning' | 'completed')[]
  scene_m: number
  hospital_m: number
  station_m: number
  dwell_s: number
  slow_kmh: number
  stale_after_s: number
  contradicts_m: number
  changed_by: string | null
  changed_at: string | null
}

export interface MuteMember {
  muted: boolean
}

export interface MuteSpan {
  first: number
  end: number
  lanes?: 'both' | 'caller' | 'seat'
}

export interface MutedSpanView {
  first: number
  end: number
  lanes: 'both' | 'caller' | 'seat'
}

export interface Need {
  when: 'priority' | 'complaint' | 'pregnant' | 'stairs'
  value?: string
  skills: ('monitored_als' | 'neonatal_incubator' | 'ventilator' | 'obstetric_kit' | 'child_kit' | 'stair_stretcher' | 'scoop_stretcher' | 'heavy_stretcher' | 'doctor')[]
}

export interface NuisanceMarkView {
  id: string
  number: string
  call_id: string
  seat: number | null
  by: string
  by_leader: boolean
  at: string
}

export interface NumberHistory {
  subscriber: SubscriberView | null
  calls: (CallView)[]
}

export interface NumberLockView {
  id: string
  number: string
  locked_by: (string)[]
  locked_at: string
  until: string
  calls: number
  last_call_at: string | null
  ended_at: string | null
  lifted_by: string | null
}

export interface OdometerBreakView {
  kind: 'set_back' | 'jumped'
  since: string
  until: string
  before_km: number
  after_km: number
}

export interface OdometerView {
  metres: number
  told: number
  used: boolean
  differs: boolean
}

export interface OpenConference {
  seat?: number | null
  number?: string | null
  name?: string
  announce: boolean
}

export interface OpenIncident {
  call_id?: string | null
}

export interface OpenStory {
  call_id?: string | null
  incident_id?: string | null
  recording?: string | null
  reason?: string | null
}

export interface OrderEvent {
  order: OrderView
}

export interface OrderSheetView {
  centre_name: string
  number: string
  incident_number: string
  revision: number
  made_at: string
  reported_at: string
  priority: number | null
  nature: string
  place: string
  place_point: PointView | null
  pick_up: string | null
  pick_up_point: PointView | null
  contact_number: string | null
  caller_relation: string | null
  patient_name: string | null
  sex: string | null
  age: string | null
  patient_count: number | null
  complaint: string | null
  complaint_name: string | null
  complaint_text: string | null
  conscious: string | null
  breathing: string | null
  onset: string | null
  history: string | null
  diagnosis: string | null
  infectious: boolean | null
  stretcher: boolean | null
  floor: string | null
  elevator: string | null
  unaccompanied: boolean | null
  gestation_weeks: number | null
  language: string | null
  hazards: string | null
  notes: string | null
  hospital: SheetHospitalView | null
  vehicle_name: string
  vehicle_plate: string
  crew: CrewView
  station_name: string
  sent_by: string
  travel_s: number | null
  distance_m: number | null
  pre_plan: (string)[]
  pre_plan_sample: boolean
  pre_plan_name?: string | null
  pre_plan_version?: number | null
}

export interface OrderView {
  id: string
  number: string
  incident_id: string
  vehicle_id: string
  vehicle_name: string
  station_id: string
  hospital_id: string | null
  state: 'sent' | 'delivered' | 'acknowledged' | 'departed' | 'arrived' | 'patient_contact' | 'patient_aboard' | 'left_scene' | 'at_hospital' | 'handed_over' | 'returning' | 'completed' | 'refused' | 'cancelled' | 'reassigned' | 'empty_return' | 'expired'
  revision: number
  acknowledged_revision: number | null
  acknowledged_at: string | null
  acknowledged_by: string | null
  acknowledged_wire: string | null
  sent_at: string
  sent_by: string
  delivered_at: string | null
  stamps: Record<string, StampView>
  travel_s: number | null
  distance_m: number | null
  mode: 'road' | 'straight_line' | null
  map_version?: string | null
  overdue_at: string | null
  end_reason: string | null
  ended_at: string | null
  override_reason: string | null
  replaces: string | null
  suggestions?: Record<string, SuggestionView>
  contradictions?: Record<string, ContradictionView>
  dismissals?: Record<string, DismissalView>
  sheet: OrderSheetView
}

export interface OrdersView {
  orders: (OrderView)[]
}

export interface OutlivedView {
  recording: string
  class_name: string
  days: number
  goes: boolean
  why: 'due' | 'held' | 'not_archived'
}

export interface OverlayChangeView {
  revision: number
  piece_id: string
  number: number
  kind: 'road' | 'estate' | 'rename' | 'gate' | 'landmark' | 'alias'
  content: Record<string, unknown> | null
  undoes: number | null
  by: string
  at: string
}

export interface OverlayView {
  pieces: (OverlayChangeView)[]
  changes: (OverlayChangeView)[]
}

export interface PartEvent {
  part: PartView
}

export interface PartView {
  name: string
  observer: string
  state: 'well' | 'degraded' | 'failed'
  since: string
  code: string | null
}

export interface PersonEvent {
  staff_number: string
  name: string
}

export interface PersonView {
  staff_number: string
  name: string
  roles: ('call_taker' | 'shift_leader' | 'director' | 'administrator' | 'auditor')[]
  active: boolean
  skills?: (string)[]
  trainee?: boolean
}

export interface PlaceAroundView {
  id: string
  name: string
  kind: 'school' | 'pharmacy' | 'aed' | 'police' | 'fire_station'
  district: string
  point: PointView
  away_m: number
  detail?: string
}

export interface PlaceChosenEvent {
  incident_id: string
  place_id: string
  kind: 'subscriber' | 'peer' | 'network' | 'said' | 'link'
  reason: 'caller_says_so' | 'newer' | 'more_exact' | 'place_known' | 'other_is_wrong' | 'other' | null
  against: (string)[]
}

export interface PlaceConflictView {
  one: string
  other: string
  kind: 'apart' | 'district' | 'datum'
  distance_m: number | null
}

export interface PlaceReasonView {
  part: 'name' | 'district' | 'number' | 'building' | 'crossing' | 'kilometre' | 'direction' | 'point'
  how: 'whole' | 'alias' | 'reads' | 'initials' | 'beginning' | 'within' | 'words' | 'sound' | 'similar' | 'contained' | 'interpolated' | 'nearest' | 'unknown' | 'other' | 'apart' | 'swapped' | 'converted' | 'outside'
  text: string
}

export interface PlaceSourceEvent {
  place: CallerPlaceView
}

export interface PlaceSourcePlan {
  peer?: SourcePlan
  network?: SourcePlan
  refresh_at?: string
  refresh_encoding?: 'auto' | 'utf-8' | 'gbk' | 'gb18030'
  shrink_percent?: number
}

export interface PlaceSuggestionView {
  id: string
  name: string
  detail: string
  district: string
  kind: string
  point: PointView
  initials: string
  confidence: number
  reasons: (PlaceReasonView)[]
  distance_m: number
  toward?: 'north' | 'north_east' | 'east' | 'south_east' | 'south' | 'south_west' | 'west' | 'north_west' | null
}

export interface PlaceSuggestions {
  places: (PlaceSuggestionView)[]
  hint: string
  centred: boolean
}

export interface PlaceView {
  text: string
  point: PointView | null
  source: 'typed' | 'suggestion' | 'map' | 'subscriber' | 'peer' | 'network' | 'link'
  typed?: string | null
}

export interface PlacesAround {
  places: (PlaceAroundView)[]
}

export interface PlanLineView {
  zh: string
  en: string
}

export interface PlanTickEvent {
  tick: PlanTickView
}

export interface PlanTickView {
  id: string
  incident_id: string
  plan_id: string
  plan_version: number
  plan_name: string
  part: 'question' | 'step'
  number: number
  text: string
  read: boolean
  by: string
  at: string
}

export interface PlanView {
  id: string
  version: number
  name: string
  english: string
  complaints: (string)[]
  sex: 'male' | 'female' | null
  age_from_years: number | null
  age_to_years: number | null
  questions: (PlanLineView)[]
  steps: (PlanLineView)[]
  equipment: (string)[]
  skills: (string)[]
  order_lines: (string)[]
  approved_by: string
  initials: string
  spelled: string
}

export interface PlayRecording {
  reason?: string | null
}

export interface Playback {
  audio_url: string
  review_url: string
  peaks_url: string
  expires_at: string
}

export interface PointAsked {
  lon: number
  lat: number
}

export interface PointGiven {
  lon: number
  lat: number
}

export interface PointView {
  lon: number
  lat: number
}

export interface Policy {
  error_share_percent: number
  divert: boolean
  inbound_costs_s: number
  beds_stale_after_min: number
}

export interface Position {
  epoch: string
  n: number
}

export interface PositionView {
  vehicle_id: string | null
  device: string
  lon: number
  lat: number
  speed_kmh: number | null
  course_deg: number | null
  fixed_at: string
  age_s: number
  feed: string
}

export interface Positions {
  type?: 'positions'
  positions: (PositionView)[]
}

export interface Problem {
  type: string
  status: number
  code: string
  request_id: string
  parameters?: Record<string, string | number | null>
  fields?: (FieldProblem)[]
}

export interface PromptEvent {
  act: string
  key: string | null
  language: string | null
}

export interface PromptLanguageView {
  tag: string
  name: string
  is_heard: boolean
}

export interface PromptListView {
  languages: (PromptLanguageView)[]
  prompts: (PromptView)[]
}

export interface PromptSpeechView {
  language: string
  text: string
  built_in_text: string
  has_built_in: boolean
  in_use: string | null
  put_by: string | null
  put_at: string | null
  versions: (PromptVersionView)[]
}

export interface PromptTakeView {
  id: string
  key: string
  language: string
  seat: number
}

export interface PromptVersionView {
  id: string
  number: number
  source: string
  file_name: string | null
  text: string
  sha256: string
  duration_ms: number
  level_db: number
  made_by: string
  made_at: string
}

export interface PromptView {
  key: string
  use: string
  is_part: boolean
  speeches: (PromptSpeechView)[]
}

export interface PromptWritten {
  key: string | null
  language: string | null
}

export interface QuarterView {
  begins_at: string
  counts: Record<string, number>
}

export interface RankedHospitalView {
  rank: number
  hospital_id: string
  name: string
  travel_s: number | null
  distance_m: number | null
  departments: (string)[]
  centres: ('chest_pain_centre' | 'stroke_centre' | 'trauma_centre' | 'maternal_centre' | 'child_centre')[]
  beds_free: number | null
  inbound: number
  reasons: (ReasonView)[]
}

export interface RankedVehicleView {
  rank: number
  vehicle_id: string
  name: string
  kind: string
  status: string
  station_name: string
  travel_s: number | null
  distance_m: number | null
  eta_low_s: number | null
  eta_high_s: number | null
  fix_age_s: number | null
  position_source: 'fix' | 'station'
  crew: ('doctor' | 'nurse' | 'driver')[]
  lacks: ('monitored_als' | 'neonatal_incubator' | 'ventilator' | 'obstetric_kit' | 'child_kit' | 'stair_stretcher' | 'scoop_stretcher' | 'heavy_stretcher' | 'doctor')[]
  reasons: (ReasonView)[]
}

export interface ReasonView {
  code: string
  parameters: Record<string, string | number | null>
}

export interface ReassignOrder {
  vehicle_id: string
  reason: 'breakdown' | 'nearer_vehicle' | 'higher_priority' | 'not_acknowledged' | 'wrong_kind' | 'other'
}

export interface Reauthenticate {
  password: string
}

export interface RecallPiece {
  recording: string
  call_id: string
  from_at: string
  to_at: string
  url: string
}

export interface RecallView {
  seat: number
  at: string
  pieces: (RecallPiece)[]
}

export interface ReceiptView {
  staff_number: string
  at: string
}

export interface RecommendationView {
  incident_id: string
  mode: 'road' | 'straight_line'
  map_version?: string
  positions: 'live' | 'stations'
  made_at: string
  ranked: (RankedVehicleView)[]
  excluded: (ExcludedVehicleView)[]
  hospitals: (RankedHospitalView)[]
  split: (string)[]
  divertible: (DivertibleVehicleView)[]
}

export interface RecorderChannelView {
  exchange: string
  number: number
  name: string
  label: string
  kind: 'rtp' | 'alsa' | 'pcm'
  start: 'always' | 'voice' | 'contact'
  alive: boolean
  recording: string | null
  level_dbfs: number
  sound_at: string | null
  packets: number
  lost: number
  late: number
  duplicate: number
  strangers: number
  frames_kept: number
  frames_unwritten: number
  digest: string | null
  testing: boolean
  test: 'found' | 'missing' | 'live' | 'away' | null
  tested_at: string | null
  faults: (string)[]
}

export interface RecorderChannelsView {
  channels: (RecorderChannelView)[]
  away: (string)[]
}

export interface RecorderSwitched {
  exchange: string
  stopped: boolean
}

export interface RecordingPage {
  recordings: (RecordingView)[]
  next_before: string | null
  index: 'database' | 'journal'
  away: (string)[]
}

export interface RecordingView {
  name: string
  exchange: string
  state: 'writing' | 'stored' | 'copied' | 'archived' | 'damaged' | 'deleted'
  started_at: string
  ended_at: string | null
  duration_ms: number | null
  repaired: boolean
  fault: string | null
  sha256: string | null
  call_id: string | null
  number: string | null
  called_number: string | null
  seat: number | null
  staff_number: string | null
  lost_from_s?: number | null
  lost_to_s?: number | null
}

export interface Redact {
  spans: (MuteSpan)[]
  filling?: 'silence' | 'tone'
  reason: string
}

export interface RedactableView {
  frames: number
  sample_rate_hz: number
  copies: (RedactedCopyView)[]
}

export interface RedactedCopyView {
  name: string
  parent: string
  spans: (MutedSpanView)[]
  filling: 'silence' | 'tone'
  actor: string
  reason: string
  made_at: string
}

export interface RefuseOrder {
  reason: 'vehicle_fault' | 'crew_short' | 'on_other_run' | 'disinfection' | 'other'
}

export interface RelatedUnitView {
  id: string
  name: string
  kind: 'power' | 'gas' | 'water' | 'police' | 'traffic_police' | 'fire' | 'blood' | 'disease_control' | 'other'
  district: string
  point: PointView | null
  address: string
  telephones: (DutyTelephoneView)[]
  note: string
}

export interface ReleaseRecording {
  reason: string
}

export interface ReminderEvent {
  reminder: ReminderView
  call_id: string | null
}

export interface ReminderList {
  reminders: (ReminderView)[]
}

export interface ReminderView {
  id: string
  set_by: string
  kind: 'number' | 'district' | 'complaint'
  value: string
  set_at: string
  until: string
  calls: (string)[]
  removed_at: string | null
}

export interface RenamePiece {
  kind: 'rename'
  old: string
  new: string
  at: PointAsked
}

export interface ReplayView {
  since: string
  until: string
  gap_s: number
  tracks: (TrackView)[]
  runs: (RunView)[]
  duties: (DutyChangeView)[]
  calls?: (CallTimeView)[]
}

export interface RestoreClosure {
  accepts?: (string)[]
}

export interface RetireThing {
  expected: number
  reason: string
}

export interface ReturnEmpty {
  reason: 'patient_gone' | 'nobody_found' | 'treated_on_scene' | 'transport_refused' | 'died_on_scene' | 'caller_withdrew' | 'nuisance' | 'wrong_address' | 'other'
}

export interface RoadHereView {
  name: string
  road_class: string
  oneway: boolean
  away_m: number
}

export interface RoadPiece {
  kind: 'road'
  name?: string
  road_class?: 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'service'
  oneway?: -1 | 0 | 1
  points: (PointAsked)[]
}

export interface RouteView {
  mode: 'road' | 'straight_line'
  seconds: number
  metres: number
  points: ([number, number])[]
  streets: (string)[]
  steps: (StepView)[]
}

export interface RowTaken {
  id: string
  content: Record<string, unknown> | null
  expected: number
}

export interface RunView {
  id: string
  number: string
  incident_id: string
  vehicle_id: string
  vehicle_name: string
  state: 'sent' | 'delivered' | 'acknowledged' | 'departed' | 'arrived' | 'patient_contact' | 'patient_aboard' | 'left_scene' | 'at_hospital' | 'handed_over' | 'returning' | 'completed' | 'refused' | 'cancelled' | 'reassigned' | 'empty_return' | 'expired'
  sent_at: string
  delivered_at: string | null
  acknowledged_at: string | null
  stamps: Record<string, StampView>
  ended_at: string | null
  end_reason: string | null
  override_reason: string | null
  suggestions?: Record<string, SuggestionView>
}

export interface SeatAccount {
  seat: SeatView
  user: string
  secret: string
  exchanges: (ExchangeAccount)[]
}

export interface SeatEvent {
  seat: SeatView
}

export interface SeatMessageEvent {
  message: SeatMessageView
}

export interface SeatMessageView {
  id: string
  from_seat: number
  staff_number: string
  to_seat: number | null
  recipients: (string)[]
  text: string
  urgent: boolean
  sent_at: string
  receipts: (ReceiptView)[]
}

export interface SeatPlan {
  number: number
  kind: 'soft' | 'desk'
  penalty?: number
}

export interface SeatTimeView {
  seat: number
  by_state_s: Record<string, number>
  away_s: Record<string, number>
  occupancy: number | null
}

export interface SeatView {
  number: number
  kind: 'soft' | 'desk'
  state: 'signed_off' | 'ready' | 'ringing' | 'talking' | 'wrap_up' | 'busy'
  since: string
  busy_reason: 'break' | 'meal' | 'meeting' | 'training' | 'equipment' | null
  staff_number: string | null
  staff_name: string | null
  phone_reachable: boolean
  call_id: string | null
  wraps_up?: string | null
}

export interface SeenTerminalView {
  phone: string
  feed: string
  version: number | null
  plate: string | null
  maker: string | null
  model: string | null
  terminal: string | null
  address: string
  first_seen_at: string
  last_seen_at: string
  connected: boolean
  doubled: number
  counts: Record<string, number>
  faults?: (string)[]
  admitted_by: string | null
  admitted_at: string | null
  revoked_by: string | null
  revoked_at: string | null
  vehicle_id: string | null
}

export interface SeenTerminalsView {
  terminals: (SeenTerminalView)[]
}

export interface SelectionEvent {
  selection: SelectionView
}

export interface SelectionView {
  incident_id: string | null
  vehicle_id: string | null
  point: PointView | null
  changed_at: string
}

export interface SendCallOn {
  skill: string
}

export interface SendLocationLink {
  number?: string | null
}

export interface SendOrders {
  vehicle_ids: (string)[]
  hospital_id?: string | null
  despite_duplicates?: (string)[]
  override_reason?: 'knows_better' | 'caller_wish' | 'skills' | 'road_closed' | 'other' | 'diverted' | null
  hospital_ids?: (string | null)[]
}

export interface SendSeatMessage {
  to_seat?: number | null
  text: string
  urgent?: boolean
}

export interface SendTerminalText {
  text: string
  vehicle_ids?: (string)[]
}

export interface SendTones {
  digits: string
}

export interface ServerAddress {
  name: string
  url: string
}

export interface SessionView {
  token: string
  expires_at: string
  you: You
  centre_name: string
  mode: 'demo' | 'site'
  zone: string
  servers: (ServerAddress)[]
}

export interface SetPickUpPoint {
  text?: string | null
  point?: PointAsked | null
  source?: 'typed' | 'suggestion' | 'map' | 'subscriber' | 'peer' | 'network' | 'link' | null
}

export interface SetReminder {
  kind: 'number' | 'district' | 'complaint'
  value: string
  until: string
}

export interface SetTiming {
  name: 'overflow_rings_s' | 'message_longest_s' | 'ring_cycle_s' | 'caller_lost_after_s' | 'phone_checked_every_s' | 'phone_asked_for_s' | 'trunk_checked_every_s' | 'trunk_asked_for_s' | 'place_said_every_s' | 'break_through_every_s' | 'call_out_rings_s' | 'transfer_rings_s' | 'transfer_back_rings_s' | 'skilled_rings_s' | 'message_silence_s' | 'speech_lets_through_s' | 'speech_pause_s' | 'own_phone_rings_s' | 'leader_answers_within_s' | 'claim_holds_s'
  value_s: number
  usual_s?: number | null
  lowest_s?: number | null
  highest_s?: number | null
}

export interface SheetHospitalView {
  id: string
  name: string
  address: string
  telephone: string
  point: PointView
}

export interface SignIn {
  staff_number: string
  password: string
}

export interface SilentCheckView {
  started_at: string
  started_by: string
  asked_at: string | null
  asks: number
  keys: string
  key_at: string | null
  called_back_at: string | null
  located_at: string | null
}

export interface SiteEvent {
  version: number
  changed_by: string
}

export interface SiteSettingsView {
  version: number
  centre_name: string
  area_code: string
  seats: (SeatPlan)[]
  trunks: (TrunkPlan)[]
  spare_phones: (string)[]
  backup_numbers: (string)[]
  backup_rings_s: number
  message_after_s: number
  emergency_number: string
  answer_overdue_after_s: number
  overflow_after_s: number
  seat_leg_lost_after_s: number
  wrap_up_s: number
  talk_dispositions: ('incident' | 'repeat' | 'chase' | 'advice' | 'other_service' | 'misdial' | 'silent' | 'nuisance' | 'complaint' | 'internal' | 'test' | 'none_given')[]
  call_back_reasons: ('reached' | 'no_answer' | 'called_again' | 'number_unusable' | 'refused_help' | 'not_needed')[]
  order_acknowledge_s: number
  timings?: (TimingView)[]
  distribution?: 'ring_all' | 'longest_idle'
  districts?: (District)[]
  surge_lasts_min?: number
  lines?: (LinePlan)[]
  park_returns_after_s?: number
  skills?: (SkillPlan)[]
  says_staff_number?: boolean
  dial_in_number?: string
  place_sources?: PlaceSourcePlan
  changed_by: string
  changed_at: string
}

export interface SkillPlan {
  code: string
  name: string
}

export interface SnapshotNeeded {
  type?: 'snapshot_needed'
  code: 'no_position' | 'other_epoch' | 'unknown_position'
}

export interface SourcePlan {
  url?: string
  datum?: 'wgs84' | 'gcj02'
}

export interface SourceRoundEvent {
  round: SourceRoundView
}

export interface SourceRoundView {
  id: string
  call_id: string
  asked_by: string
  asked_at: string
  ended_at: string | null
}

export interface SpeedingView {
  since: string
  until: string
  fastest_kmh: number
  point: PointView
}

export interface SpokenRowView {
  keys: (string)[]
  silent: (string)[]
}

export interface SpotAsked {
  lon: number
  lat: number
}

export interface StampOrder {
  milestone: 'departed' | 'arrived' | 'patient_contact' | 'patient_aboard' | 'left_scene' | 'at_hospital' | 'handed_over' | 'returning' | 'completed'
  at?: string | null
}

export interface StampView {
  at: string
  by: string
  wire: string
}

export interface StandByAdviceView {
  vehicle_id: string
  vehicle_name: string
  station_id: string
  station_name: string
  gain_percent: number
  drive_s: number
  home_s: number | null
}

export interface StandByEvent {
  stand_by: StandByView
}

export interface StandByView {
  id: string
  vehicle_id: string
  station_id: string
  gain_percent: number
  drive_min: number
  taken_by: string
  taken_at: string
}

export interface StationBoard {
  epoch: string
  last: number
  server: string
  server_time: string
  audiences: (string)[]
  device: DeviceView
  station: StationView
  vehicles: (VehicleView)[]
  orders: (OrderView)[]
  servers: (ServerAddress)[]
  centre_name: string
  centre_telephone: string
  zone: string
}

export interface StationEvent {
  station: StationView
}

export interface StationView {
  id: string
  code: string
  name: string
  point: PointView
  address: string
  telephone: string
}

export interface StepView {
  turn: 'depart' | 'straight' | 'slight_left' | 'left' | 'slight_right' | 'right' | 'back'
  street: string
  metres: number
}

export interface StopView {
  since: string
  until: string
  point: PointView
}

export interface StoreRoomView {
  place: string
  kind: 'own' | 'second'
  is_there: boolean
  days_left: number | null
  bytes_a_day: number | null
  free_bytes: number | null
  basis: 'history' | 'channels' | null
}

export interface StoredEvent {
  n: number
  epoch: string
  id: string
  kind: string
  version: number
  actor: string
  wire: string
  happened_at: string
  clock_offset_ms: number | null
  recorded_at: string
  command_key: string | null
  payload: Record<string, unknown>
}

export interface StoryMark {
  at: string
  kind: string
  detail: string | null
  actor: string
  seat: number | null
  vehicle: string | null
}

export interface StoryView {
  incident_id: string | null
  incident_number: string | null
  from_at: string
  to_at: string
  calls: (CallView)[]
  lanes: (LaneView)[]
  marks: (StoryMark)[]
  away: (string)[]
}

export interface StrangerView {
  feed: string
  device: string
  why: string
  address: string
  last_at: string
  tries: number
}

export interface StreetHitView {
  name: string
  metres: number
}

export interface SubscriberView {
  number: string
  owner: string
  address: string
  point: PointView | null
  line_kind: 'personal' | 'forwarded' | 'switchboard' | 'public'
  source: string
  as_of: string
  proposes_address: boolean
}

export interface SuggestionView {
  at: string
  device: string
  feed: string
  fixed_at: string
  distance_m: number
  radius_m: number
  speed_kmh: number | null
  source?: 'position' | 'terminal'
}

export interface SupervisionEvent {
  supervision: SupervisionView
}

export interface SupervisionView {
  id: string
  call_id: string
  exchange: string
  staff_number: string
  phone_seat: number
  seat: number
  mode: 'listen' | 'whisper' | 'barge' | 'take_over'
  state: 'calling' | 'live' | 'ended'
  asked_at: string
  heard_at: string | null
  recording: string | null
  ended_at: string | null
  ended_by: 'left' | 'not_reached' | null
  hearing: (HearingLine)[]
}

export interface SurgeEvent {
  surge: SurgeView
}

export interface SurgeView {
  id: string
  started_by: string
  started_at: string
  until: string
  incident_id: string | null
  place: string | null
  stopped_at: string | null
  stopped_by: string | null
}

export interface SwitchRecorder {
  reason: string
}

export interface TableReportView {
  before: number
  after: number
  new: number
  changed: number
  gone: number
  repeated: number
  samples: (TableSampleView)[]
}

export interface TableSampleView {
  kind: 'new' | 'changed' | 'gone'
  number: string
  before: string
  after: string
}

export interface TakeStandBy {
  vehicle_id: string
  station_id: string
}

export interface TakeUpkeepImport {
  rows: (RowTaken)[]
  reason?: string
  confirmed?: ('in_water' | 'outside' | 'swapped' | 'datum' | 'same_name' | 'unchecked')[]
}

export interface TaskEvent {
  task: TaskView
}

export interface TaskView {
  id: string
  kind: 'call_back'
  reason: 'abandoned' | 'cut_off' | 'message'
  call_id: string
  number: string | null
  state: 'open' | 'claimed' | 'done'
  opened_at: string
  claimed_by: string | null
  claimed_at: string | null
  done_by: string | null
  done_at: string | null
  disposition: 'reached' | 'no_answer' | 'called_again' | 'number_unusable' | 'refused_help' | 'not_needed' | null
  recording?: string | null
  tries?: number
}

export interface TelephoneCountersView {
  since: string
  until: string
  answer_s: number
  short_s: number
  offered: number
  counts: Record<string, number>
  answered_in_time: number
  abandoned_in_time: number
  abandoned_short: number
  service_level: number | null
  service_level_without_short: number | null
  abandon_rate: number | null
  abandon_rate_without_short: number | null
  waits: WaitsView
  handling_s: number | null
  complaints: number
  complaint_rate: number | null
  repeated: number
  repeat_rate: number | null
  call_backs: CallBacksView
  seats: (SeatTimeView)[]
  quarters: (QuarterView)[]
  dispositions?: Record<string, number>
  overrides?: Record<string, number>
}

export interface TellBeds {
  free: number
}

export interface TerminalEvent {
  admission: AdmissionView
}

export interface TerminalTextEvent {
  text: TerminalTextView
}

export interface TerminalTextView {
  id: string
  text: string
  phones: (string)[]
  by: string
  at: string
}

export interface TerminalTokenView {
  device: string
  issued_at: string
}

export interface ThingLook {
  doubts: ('in_water' | 'outside' | 'swapped' | 'datum' | 'same_name' | 'unchecked')[]
  address: string
}

export interface TickPlanLine {
  version: number
  part: 'question' | 'step'
  number: number
  english?: boolean
  read?: boolean
}

export interface TimingView {
  name: 'overflow_rings_s' | 'message_longest_s' | 'ring_cycle_s' | 'caller_lost_after_s' | 'phone_checked_every_s' | 'phone_asked_for_s' | 'trunk_checked_every_s' | 'trunk_asked_for_s' | 'place_said_every_s' | 'break_through_every_s' | 'call_out_rings_s' | 'transfer_rings_s' | 'transfer_back_rings_s' | 'skilled_rings_s' | 'message_silence_s' | 'speech_lets_through_s' | 'speech_pause_s' | 'own_phone_rings_s' | 'leader_answers_within_s' | 'claim_holds_s'
  value_s: number
  usual_s: number
  lowest_s: number
  highest_s: number
}

export interface TrackFixView {
  at: string
  lon: number
  lat: number
  speed_kmh: number | null
  course_deg: number | null
  opens: boolean
}

export interface TrackView {
  vehicle_id: string
  vehicle_name: string
  device: string | null
  heard: number
  bucket_s: number
  cut: boolean
  fixes: (TrackFixView)[]
}

export interface TransferCall {
  seat: number
}

export interface TripView {
  since: string
  until: string
  start: PointView
  end: PointView
  metres: number
  odometer: OdometerView | null
}

export interface TrunkPlan {
  name: string
  host: string
  port?: number
  priority?: number
}

export interface UncoveredByView {
  vehicle_id: string
  share_percent: number
  districts: (UncoveredDistrictView)[]
}

export interface UncoveredDistrictView {
  name: string
  share_percent: number
}

export interface UncoveredView {
  made_at: string
  within_min: number
  source: 'own_incidents' | 'streets'
  vehicles: (UncoveredByView)[]
}

export interface UndoOverlay {
  revision: number
}

export interface UnmaskIncident {
  reason: string
}

export interface UnmaskNumber {
  reason: string
}

export interface UpkeepChangeView {
  revision: number
  kind: 'station' | 'vehicle' | 'hospital' | 'unit' | 'landmark' | 'alias' | 'plan'
  thing_id: string
  name: string
  version: number
  act: 'created' | 'changed' | 'retired' | 'restored' | 'undone'
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string
  doubts: ('in_water' | 'outside' | 'swapped' | 'datum' | 'same_name' | 'unchecked')[]
  undoes: number | null
  batch: string | null
  by: string
  at: string
}

export interface UpkeepEvent {
  kind: 'station' | 'vehicle' | 'hospital' | 'unit' | 'landmark' | 'alias' | 'plan'
  thing_id: string
  name: string
  act: string
  there: boolean
}

export interface VehicleEvent {
  vehicle: VehicleView
}

export interface VehicleView {
  id: string
  name: string
  plate: string
  kind: 'monitoring' | 'basic' | 'negative_pressure'
  station_id: string
  tracker: string | null
  crew: CrewView
  duty: 'in_service' | 'reserved' | 'out_of_service'
  duty_reason: 'appointment' | 'stand_by' | 'disinfection' | 'refuelling' | 'repair' | 'meal' | 'crew_short' | 'breakdown' | null
  duty_since: string
  status: 'standby' | 'ordered' | 'departing' | 'to_scene' | 'on_scene' | 'to_hospital' | 'at_hospital' | 'returning' | 'out_of_service' | 'reserved' | 'awaiting_reassignment'
  order_ids: (string)[]
  equipment?: ('monitored_als' | 'neonatal_incubator' | 'ventilator' | 'obstetric_kit' | 'child_kit' | 'stair_stretcher' | 'scoop_stretcher' | 'heavy_stretcher')[]
}

export interface WaitsView {
  mean_s: number | null
  p50_s: number | null
  p90_s: number | null
  p95_s: number | null
  longest_s: number | null
}

export interface WatchPositions {
  type: 'watch_positions'
  watch: boolean
  view?: BoundsView | null
}

export interface Watermark {
  type?: 'watermark'
  epoch: string
  last: number
  server_time: string
}

export interface Welcome {
  type?: 'welcome'
  server: string
  protocol_version: number
  epoch: string
  audiences: (string)[]
  you?: You | null
  device?: DeviceView | null
}

export interface WriteComplaints {
  complaints: (ComplaintAsked)[]
}

export interface WriteContactNote {
  text: string
}

export interface WriteHospital {
  name: string
  point: PointGiven
  address?: string
  telephone: string
  departments: ('emergency' | 'cardiac' | 'stroke' | 'trauma' | 'obstetrics' | 'paediatrics' | 'poisoning' | 'infectious' | 'burns' | 'psychiatric')[]
  capabilities?: ('chest_pain_centre' | 'stroke_centre' | 'trauma_centre' | 'maternal_centre' | 'child_centre')[] | null
}

export interface WriteKeyPatient {
  name: string
  category: string
  numbers: (string)[]
  condition: string
  access_note?: string
  consent_by: string
  consent_on: string
}

export interface WritePromptLanguage {
  tag: string
  name: string
  is_heard: boolean
}

export interface WritePromptLanguages {
  languages: (WritePromptLanguage)[]
}

export interface WriteStation {
  code: string
  name: string
  point: PointGiven
  address?: string
  telephone: string
}

export interface WriteVehicle {
  name: string
  plate: string
  kind: 'monitoring' | 'basic' | 'negative_pressure'
  station_id: string
  tracker?: string | null
  crew?: CrewGiven
  equipment?: ('monitored_als' | 'neonatal_incubator' | 'ventilator' | 'obstetric_kit' | 'child_kit' | 'stair_stretcher' | 'scoop_stretcher' | 'heavy_stretcher')[] | null
}

export interface You {
  staff_number: string
  name: string
  roles: ('call_taker' | 'shift_leader' | 'director' | 'administrator' | 'auditor')[]
  rights: (string)[]
  seat: number | null
}

export type EventPayloads = {
  call_offered: CallEvent
  call_queued: CallEvent
  call_ringing: CallEvent
  call_rang_out: CallEvent
  call_overflowed: CallEvent
  call_stepped: CallEvent
  call_message_left: CallEvent
  call_claimed: CallEvent
  call_answered: CallEvent
  call_held: CallEvent
  call_retrieved: CallEvent
  call_requeued: CallEvent
  call_overdue: CallEvent
  call_taken_over: CallEvent
  call_force_released: CallEvent
  call_force_transferred: CallEvent
  call_silent_started: CallEvent
  call_silent_asked: CallEvent
  call_silent_key_pressed: CallEvent
  call_silent_called_back: CallEvent
  call_silent_located: CallEvent
  call_ended: CallEvent
  call_disposed: CallEvent
  call_broke_through: CallEvent
  number_marked: MarkEvent
  number_locked: LockEvent
  number_lock_called: LockEvent
  number_lock_ended: LockEvent
  call_transferred: CallEvent
  call_parked: CallEvent
  call_out_begun: CallEvent
  call_out_dialled: CallEvent
  incident_opened: IncidentEvent
  incident_changed: IncidentEvent
  incident_scene_confirmed: IncidentEvent
  incident_pick_up_changed: IncidentEvent
  incident_read_back: IncidentEvent
  incident_chased: IncidentEvent
  incident_merged: IncidentEvent
  incident_unmerged: IncidentEvent
  incident_closed: IncidentEvent
  incident_reopened: IncidentEvent
  incident_waiting_alarm: IncidentEvent
  call_joined: IncidentEvent
  call_separated: IncidentEvent
  seat_signed_on: SeatEvent
  seat_signed_off: SeatEvent
  seat_ready: SeatEvent
  seat_busy: SeatEvent
  seat_ringing: SeatEvent
  seat_rang_out: SeatEvent
  seat_talking: SeatEvent
  seat_wrapping_up: SeatEvent
  seat_phone_changed: SeatEvent
  task_opened: TaskEvent
  task_claimed: TaskEvent
  task_released: TaskEvent
  task_passed_on: TaskEvent
  task_done: TaskEvent
  task_tried: TaskEvent
  order_sent: OrderEvent
  order_delivered: OrderEvent
  order_acknowledged: OrderEvent
  order_refused: OrderEvent
  order_stamped: OrderEvent
  order_suggested: OrderEvent
  order_suggestion_dismissed: OrderEvent
  order_contradicted: OrderEvent
  order_overdue: OrderEvent
  order_changed: OrderEvent
  order_cancelled: OrderEvent
  order_reassigned: OrderEvent
  order_empty_return: OrderEvent
  order_completed: OrderEvent
  vehicle_changed: VehicleEvent
  vehicle_duty_changed: VehicleEvent
  station_changed: StationEvent
  hospital_changed: HospitalEvent
  device_enrolled: DeviceEvent
  device_revoked: DeviceEvent
  device_state_changed: DeviceEvent
  part_failed: PartEvent
  part_recovered: PartEvent
  clock_stepped: ClockEvent
  session_started: PersonEvent
  session_ended: PersonEvent
  person_added: PersonEvent
  person_changed: PersonEvent
  subscriber_looked_up: LookEvent
  key_patient_viewed: LookEvent
  key_patient_written: LookEvent
  key_patient_removed: LookEvent
  recording_played: LookEvent
  recording_handed_out: LookEvent
  recording_redacted: LookEvent
  release_refused: LookEvent
  recorder_stopped: LookEvent
  recorder_started: LookEvent
  number_unmasked: LookEvent
  incident_viewed: LookEvent
  directory_imported: DirectoryEvent
  site_changed: SiteEvent
  selection_changed: SelectionEvent
  supervision_asked: SupervisionEvent
  supervision_started: SupervisionEvent
  supervision_changed: SupervisionEvent
  supervision_ended: SupervisionEvent
  emergency_raised: EmergencyEvent
  emergency_acknowledged: EmergencyEvent
  emergency_overdue: EmergencyEvent
  emergency_gone: EmergencyEvent
  emergency_ended: EmergencyEvent
  surge_started: SurgeEvent
  surge_stopped: SurgeEvent
  seat_message_sent: SeatMessageEvent
  seat_message_acknowledged: SeatMessageEvent
  group_call_begun: GroupCallEvent
  group_call_changed: GroupCallEvent
  group_call_ended: GroupCallEvent
  call_passed_on: CallEvent
  conference_opened: ConferenceEvent
  conference_invited: ConferenceEvent
  conference_rang: ConferenceEvent
  conference_held: ConferenceEvent
  conference_joined: ConferenceEvent
  conference_left: ConferenceEvent
  conference_muted: ConferenceEvent
  conference_dial_in: ConferenceEvent
  conference_knocked: ConferenceEvent
  conference_over: ConferenceEvent
  prompt_changed: PromptEvent
  map_changed: MapEvent
  upkeep_changed: UpkeepEvent
  plan_line_read: PlanTickEvent
  closure_changed: ClosureEvent
  stand_by_taken: StandByEvent
  calibration_used: CalibrationEvent
  calibration_undone: CalibrationEvent
  handover_asked: HandoverEvent
  handover_accepted: HandoverEvent
  handover_declined: HandoverEvent
  reminder_set: ReminderEvent
  reminder_removed: ReminderEvent
  reminder_came: ReminderEvent
  contact_note_written: ContactNoteEvent
  place_source_given: PlaceSourceEvent
  place_source_chosen: PlaceChosenEvent
  place_sources_asked: SourceRoundEvent
  place_sources_answered: SourceRoundEvent
  location_link_changed: LocationLinkEvent
  terminal_changed: TerminalEvent
  terminal_text_sent: TerminalTextEvent
  downlink_changed: DownlinkEvent
}
