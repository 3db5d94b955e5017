/** One exchange, as the seat's phone sees it. */
export interface Line {
  exchange: string
  address: string
  state: 'connecting' | 'registered' | 'refused' | 'away'
}

/** A call on the phone itself, known without any server. */
export interface Leg {
  id: number
  exchange: string
  number: string | null
  name: string | null
  state: 'ringing' | 'talking' | 'held'
  /** Server time in milliseconds when it began to ring, and when it was answered. */
  rangAt: number
  answeredAt: number | null
  /** This seat asked for it: the phone takes it by itself and nothing rings. */
  placed?: true
}

/** What a phone cannot do itself; the text is found by the code. */
export class PhoneRefusal extends Error {
  constructor(readonly code: 'nothing_rings' | 'by_hand' | 'microphone_missing') {
    super(code)
    this.name = 'PhoneRefusal'
  }
}

/** The seat's telephone: the page itself, or a telephone on the desk that the exchange drives. */
export interface Phone {
  readonly kind: 'soft' | 'desk'
  readonly lines: readonly Line[]
  readonly legs: readonly Leg[]
  /** Take the leg that rings from an exchange, else the first that rings. */
  answer: (exchange: string | null) => Promise<void>
  /** End the talk on purpose: the caller is not put back into the queue. */
  hangUp: (callId: string | null) => Promise<void>
  hold: () => void
  retrieve: () => void
  /** Hold who talks and take back who was held first. */
  turn: () => void
  muteMicrophone: (muted: boolean) => void
  /** The leg on which a leader was on a talk is now the caller's own; a telephone on the desk shows none. */
  takeOver: (number: string | null) => void
  /** Leave every exchange, as when the seat is signed off. */
  close: () => void
}

/** The leg that a person talks on, else the one held first. */
export function talkingLeg(phone: Phone): Leg | null {
  return phone.legs.find(({ state }) => state === 'talking') ?? phone.legs.find(({ state }) => state === 'held') ?? null
}

/** The leg that rings longest. */
export function ringingLeg(phone: Phone): Leg | null {
  return phone.legs.find(({ state, placed }) => state === 'ringing' && !placed) ?? null
}
