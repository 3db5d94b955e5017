import type { TextKey } from '../texts/texts.ts'

export interface Key {
  /** KeyboardEvent.code: the place on the keyboard, whatever the input method makes of it. Digits: 1 to 9, either row. */
  code: string
  alt?: true
  ctrl?: true
  shift?: true
  text: TextKey
  /** Shown in the bottom bar, not only in the help sheet. */
  hinted?: true
}

/** Keys of the call at hand and of the next. */
const CALL_KEYS = {
  answer: { code: 'F2', text: 'key.answer', hinted: true },
  answerNext: { code: 'F2', shift: true, text: 'key.answer_next' },
  fetch: { code: 'Digits', text: 'key.fetch' },
  hold: { code: 'F3', text: 'key.hold' },
  turn: { code: 'F3', shift: true, text: 'key.turn' },
  mute: { code: 'KeyJ', alt: true, text: 'key.mute' },
  hangUp: { code: 'F10', ctrl: true, text: 'key.hang_up' },
  ringAgain: { code: 'F7', shift: true, text: 'key.ring_again' },
  dial: { code: 'F7', ctrl: true, text: 'key.dial' },
  task: { code: 'F7', text: 'key.task' },
  transfer: { code: 'F5', text: 'key.transfer' },
  announce: { code: 'F5', shift: true, text: 'key.announce' },
  sendOn: { code: 'KeyD', alt: true, shift: true, text: 'key.send_on' },
  conference: { code: 'F6', shift: true, text: 'key.conference' },
  endRoom: { code: 'KeyE', alt: true, shift: true, text: 'key.end_room' },
  dialIn: { code: 'KeyC', alt: true, shift: true, text: 'room.dial_in' },
  admit: { code: 'KeyW', alt: true, shift: true, text: 'key.admit' },
  park: { code: 'F4', text: 'key.park' },
  recall: { code: 'F4', shift: true, text: 'key.recall' },
  pickUpCall: { code: 'F6', text: 'key.pick_up_call' },
  lines: { code: 'F8', text: 'key.lines' },
  tones: { code: 'F8', shift: true, text: 'key.tones' },
  locationLink: { code: 'KeyG', alt: true, shift: true, text: 'key.location_link' },
  silentCall: { code: 'KeyK', alt: true, shift: true, text: 'key.silent_call' },
  surge: { code: 'F8', ctrl: true, text: 'key.surge' },
  relatedUnits: { code: 'KeyU', alt: true, shift: true, text: 'key.related_units' },
  firstAid: { code: 'KeyX', alt: true, shift: true, text: 'key.first_aid' },
  planSearch: { code: 'KeyF', alt: true, shift: true, text: 'key.plan_search' },
  hospitalFacts: { code: 'KeyH', alt: true, shift: true, text: 'key.hospital_facts' },
} as const satisfies Record<string, Key>

/** Keys of the seat and of the window itself. */
const SEAT_KEYS = {
  emergency: { code: 'Pause', text: 'key.emergency' },
  endEmergency: { code: 'Pause', shift: true, text: 'key.end_emergency' },
  help: { code: 'F1', text: 'key.help', hinted: true },
  close: { code: 'Escape', text: 'key.close' },
  ready: { code: 'KeyR', alt: true, text: 'key.ready', hinted: true },
  busy: { code: 'KeyP', alt: true, text: 'key.busy' },
  silence: { code: 'KeyQ', alt: true, text: 'key.silence', hinted: true },
  sound: { code: 'KeyV', alt: true, text: 'key.sound' },
  look: { code: 'KeyL', alt: true, text: 'key.look' },
  language: { code: 'KeyZ', alt: true, text: 'key.language' },
  message: { code: 'F12', text: 'key.message' },
  readMessage: { code: 'F12', shift: true, text: 'key.read_message' },
  write: { code: 'KeyM', alt: true, shift: true, text: 'key.write' },
  keyPatient: { code: 'KeyK', alt: true, text: 'key.key_patient' },
  takeWorkOver: { code: 'KeyA', alt: true, shift: true, text: 'key.take_work_over' },
} as const satisfies Record<string, Key>

/** Keys of a shift leader. */
const LEADER_KEYS = {
  supervise: { code: 'KeyS', alt: true, shift: true, text: 'key.supervise' },
  leaveTalk: { code: 'KeyQ', alt: true, shift: true, text: 'key.leave_talk' },
  forceSignOff: { code: 'KeyO', alt: true, shift: true, text: 'leaving.force' },
  reminders: { code: 'KeyR', alt: true, shift: true, text: 'key.reminders' },
  listenReminded: { code: 'KeyL', alt: true, shift: true, text: 'key.listen_reminded' },
} as const satisfies Record<string, Key>

/** Keys of the call form and of orders. */
const WORK_KEYS = {
  order: { code: 'F9', text: 'key.order', hinted: true },
  addVehicle: { code: 'F9', shift: true, text: 'key.add_vehicle' },
  sendWaiting: { code: 'F9', ctrl: true, text: 'key.send_waiting' },
  vehicle: { code: 'Digits', alt: true, text: 'key.vehicle' },
  hospital: { code: 'Digits', alt: true, shift: true, text: 'key.hospital' },
  divert: { code: 'KeyV', alt: true, shift: true, text: 'key.divert' },
  beds: { code: 'KeyB', alt: true, shift: true, text: 'key.beds' },
  place: { code: 'KeyA', alt: true, text: 'key.place' },
  placeSources: { code: 'KeyP', alt: true, shift: true, text: 'key.place_sources' },
  askSources: { code: 'KeyZ', alt: true, shift: true, text: 'key.ask_sources' },
  asText: { code: 'Enter', ctrl: true, text: 'key.as_text' },
  pickUp: { code: 'KeyW', alt: true, text: 'key.pick_up' },
  complaint: { code: 'KeyC', alt: true, text: 'key.complaint' },
  conscious: { code: 'KeyY', alt: true, text: 'key.conscious' },
  breathing: { code: 'KeyH', alt: true, text: 'key.breathing' },
  priority: { code: 'KeyG', alt: true, text: 'key.priority' },
  nature: { code: 'KeyT', alt: true, text: 'key.nature' },
  contact: { code: 'KeyN', alt: true, text: 'key.contact' },
  nuisance: { code: 'KeyN', alt: true, shift: true, text: 'key.nuisance' },
  notes: { code: 'KeyB', alt: true, text: 'key.notes' },
  readBack: { code: 'KeyS', alt: true, text: 'key.read_back' },
  join: { code: 'KeyD', alt: true, text: 'key.join', hinted: true },
  chase: { code: 'KeyX', alt: true, text: 'key.chase' },
  undo: { code: 'KeyU', alt: true, text: 'key.undo' },
  callStation: { code: 'KeyT', alt: true, shift: true, text: 'key.call_station' },
  confirmMilestone: { code: 'KeyY', alt: true, shift: true, text: 'key.confirm_milestone' },
  dismissMilestone: { code: 'Backspace', alt: true, shift: true, text: 'key.dismiss_milestone' },
  orderActs: { code: 'KeyO', alt: true, text: 'key.order_acts' },
  fleet: { code: 'KeyF', alt: true, text: 'key.fleet' },
  closeIncident: { code: 'KeyE', alt: true, text: 'key.close_incident' },
  openIncident: { code: 'KeyI', alt: true, shift: true, text: 'key.open_incident' },
  ownIncident: { code: 'KeyI', alt: true, text: 'key.own_incident' },
  previousIncident: { code: 'ArrowUp', alt: true, text: 'key.previous_incident' },
  nextIncident: { code: 'ArrowDown', alt: true, text: 'key.next_incident' },
  map: { code: 'KeyM', alt: true, text: 'key.map', hinted: true },
} as const satisfies Record<string, Key>

/** Every key of the call window, as the help sheet groups them. */
export const KEY_GROUPS = { call: CALL_KEYS, work: WORK_KEYS, seat: SEAT_KEYS, leader: LEADER_KEYS }

/** The same without groups: the keyboard and the hints obey it. */
export const KEYS = { ...SEAT_KEYS, ...CALL_KEYS, ...LEADER_KEYS, ...WORK_KEYS }

export type Act = keyof typeof KEYS

const SIGNS: Readonly<Record<string, string>> = { Digits: '1–9', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', Backspace: '⌫' }

/** How a key is written on a key cap: F2, Alt J, Ctrl F10, ⇧F9, Alt 3. */
export function capOf(key: Key, digit?: number): string {
  const place = digit === undefined ? SIGNS[key.code] ?? key.code.replace(/^Key|^Digit/, '') : String(digit)
  return [key.ctrl && 'Ctrl', key.alt && 'Alt', (key.shift ? '⇧' : '') + place].filter(Boolean).join(' ')
}

type Pressed = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'shiftKey' | 'metaKey'>

/** The act that a pressed key stands for. */
export function actOf(event: Pressed): Act | null {
  const found = Object.entries<Key>(KEYS).find(([, key]) => isAt(key, event.code) && hasSameHeld(key, event))
  return found ? (found[0] as Act) : null
}

/** The digit of a key in either row of digits, or null. */
export function digitOf(code: string): number | null {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  return digit === undefined ? null : Number(digit)
}

function isAt(key: Key, code: string): boolean {
  return key.code === code || (key.code === 'Digits' && (digitOf(code) ?? 0) > 0)
}

function hasSameHeld(key: Key, event: Pressed): boolean {
  if (event.metaKey) return false
  return (key.alt ?? false) === event.altKey && (key.ctrl ?? false) === event.ctrlKey && (key.shift ?? false) === event.shiftKey
}
