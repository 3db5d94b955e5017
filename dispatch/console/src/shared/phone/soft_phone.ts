import type { UA } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import { shallowReactive } from 'vue'
import type { ExchangeAccount, SeatAccount } from '../../wire/contracts.gen.ts'
import { onlyDeliberately } from './deliberate.ts'
import { openLine } from './exchange_line.ts'
import { onMediaLost } from './lost_media.ts'
import { PhoneRefusal, talkingLeg, type Leg, type Line, type Phone } from './phone.ts'
import { legToAnswer, ringingElsewhere, talksElsewhere } from './two_exchanges.ts'

/** The machine's own UDP addresses are there within milliseconds; TCP ones came after 160 to 600 ms. */
const GATHERING_MS = 100

const STEERING_MS = 100
const BUSY = { status_code: 486, reason_phrase: 'Busy Here' }
const STEERING_TRIES = 30

/** What the phone needs of the seat's sound. */
export interface Headset {
  microphone: () => Promise<MediaStream>
  listenTo: (stream: MediaStream) => void
}

interface Talk {
  session: RTCSession
  hangUp: () => void
  /** This talk's own copy of the microphone: muting or holding it must not silence the next one. */
  voice: MediaStream | null
  /** What the far party says; heard while he is not held. */
  heard?: MediaStream
}

/** The page as a telephone: registered at every exchange, whether or not a server lives. */
export class SoftPhone implements Phone {
  readonly kind = 'soft'
  readonly lines: Line[] = shallowReactive([])
  readonly legs: Leg[] = shallowReactive([])
  private readonly agents: UA[]
  private readonly talks = new Map<number, Talk>()
  private lastLeg = 0
  private led: { id: number; exchange: string } | null = null
  private readonly steering = new WeakMap<RTCSession, ReturnType<typeof setTimeout>>()

  constructor(
    account: SeatAccount,
    private readonly headset: Headset,
    private readonly now: () => number,
  ) {
    this.agents = account.exchanges.map((exchange, index) => this.open(account, exchange, index))
  }

  async answer(exchange: string | null): Promise<void> {
    const leg = legToAnswer(this.legs, exchange)
    const talk = leg && this.talks.get(leg.id)
    if (!talk) throw new PhoneRefusal('nothing_rings')
    await this.take(talk)
    for (const { id } of ringingElsewhere(this.legs, leg.exchange)) this.talks.get(id)?.session.terminate(BUSY)
  }

  private async take(talk: Talk): Promise<void> {
    const microphone = await this.headset.microphone().catch(() => { throw new PhoneRefusal('microphone_missing') })
    talk.voice = microphone.clone()
    talk.session.answer({ mediaStream: talk.voice, pcConfig: { iceServers: [] } })
  }

  hangUp(): Promise<void> {
    this.talking()?.hangUp()
    return Promise.resolve()
  }

  hold(): void {
    this.steer(this.talking(), (session) => session.hold())
  }

  retrieve(): void {
    this.steer(this.talking(), (session) => session.unhold())
  }

  turn(): void {
    const held = this.legs.find(({ state }) => state === 'held')
    const talk = held && this.talks.get(held.id)
    if (!talk) return
    if (talk !== this.talking()) this.hold()
    this.steer(talk, (session) => session.unhold())
  }

  /** While one change of a talk is under way JsSIP refuses the next without a word: ask again. */
  private steer(talk: Talk | undefined, act: (session: RTCSession) => boolean, triesLeft = STEERING_TRIES): void {
    const session = talk?.session
    if (!session) return
    clearTimeout(this.steering.get(session))
    if (session.isEnded() || act(session) || triesLeft === 0) return
    this.steering.set(session, setTimeout(() => { this.steer(talk, act, triesLeft - 1) }, STEERING_MS))
  }

  muteMicrophone(muted: boolean): void {
    const session = this.talking()?.session
    if (muted) session?.mute({ audio: true })
    else session?.unmute({ audio: true })
  }

  close(): void {
    for (const agent of this.agents) agent.stop()
  }

  private open(account: SeatAccount, exchange: ExchangeAccount, index: number): UA {
    const line: Line = { exchange: exchange.exchange, address: exchange.web_socket_url, state: 'connecting' }
    this.lines.push(line)
    return openLine(account, exchange, {
      changed: (state) => { this.lines[index] = { ...line, state } },
      rang: (session, placed) => { this.ring(session, exchange.exchange, placed) },
      supervised: (session) => { void this.supervise(session, exchange.exchange) },
    })
  }

  takeOver(number: string | null): void {
    const led = this.led
    if (led === null || this.legs.some(({ id }) => id === led.id)) return
    this.legs.push({ id: led.id, exchange: led.exchange, state: 'talking', rangAt: this.now(), answeredAt: this.now(), number, name: null })
  }

  /** A leader's own leg on another seat's talk: no call of this seat until he takes it over. */
  private async supervise(session: RTCSession, exchange: string): Promise<void> {
    const id = (this.lastLeg += 1)
    this.led = { id, exchange }
    const talk: Talk = { session, hangUp: onlyDeliberately(session), voice: null }
    this.talks.set(id, talk)
    this.follow(session, id)
    const microphone = await this.headset.microphone().catch(() => null)
    if (microphone === null) session.terminate()
    else {
      talk.voice = microphone.clone()
      session.answer({ mediaStream: talk.voice, pcConfig: { iceServers: [] } })
    }
  }

  private ring(session: RTCSession, exchange: string, placed: boolean): void {
    if (talksElsewhere(this.legs, this.lines, exchange)) {
      session.terminate(BUSY)
      return
    }
    const id = (this.lastLeg += 1)
    const { uri, display_name } = session.remote_identity
    const talk: Talk = { session, hangUp: onlyDeliberately(session), voice: null }
    this.talks.set(id, talk)
    this.legs.push({
      id, exchange, state: 'ringing', rangAt: this.now(), answeredAt: null,
      number: /^\+?[0-9*#]+$/.test(uri.user) ? uri.user : null,
      name: display_name || null,
      ...(placed ? { placed } : {}),
    })
    this.follow(session, id)
    if (placed) void this.take(talk).catch(() => { session.terminate() })
  }

  private follow(session: RTCSession, id: number): void {
    let gathering: ReturnType<typeof setTimeout> | undefined
    session.on('icecandidate', ({ ready }) => { gathering ??= setTimeout(ready, GATHERING_MS) })
    session.on('peerconnection', ({ peerconnection }) => {
      peerconnection.addEventListener('track', ({ track, streams }) => {
        const heard = streams[0] ?? new MediaStream([track])
        const talk = this.talks.get(id)
        if (talk) talk.heard = heard
        this.headset.listenTo(heard)
      })
      onMediaLost(peerconnection, () => { session.terminate() })
    })
    session.on('accepted', () => { this.change(id, { state: 'talking', answeredAt: this.now() }) })
    session.on('hold', ({ originator }) => { if (isLocal(originator)) this.change(id, { state: 'held' }) })
    session.on('unhold', ({ originator }) => { if (isLocal(originator)) this.takenBack(id) })
    session.on('ended', () => { this.forget(id) })
    session.on('failed', () => { this.forget(id) })
  }

  private takenBack(id: number): void {
    this.change(id, { state: 'talking' })
    const heard = this.talks.get(id)?.heard
    if (heard) this.headset.listenTo(heard)
  }

  private change(id: number, change: Partial<Leg>): void {
    const index = this.legs.findIndex((leg) => leg.id === id)
    const leg = this.legs[index]
    if (leg) this.legs[index] = { ...leg, ...change }
  }

  private forget(id: number): void {
    for (const track of this.talks.get(id)?.voice?.getTracks() ?? []) track.stop()
    this.talks.delete(id)
    if (this.led?.id === id) this.led = null
    const index = this.legs.findIndex((leg) => leg.id === id)
    if (index >= 0) this.legs.splice(index, 1)
  }

  private talking(): Talk | undefined {
    const leg = talkingLeg(this)
    return leg ? this.talks.get(leg.id) : undefined
  }
}

function isLocal(originator: string): boolean {
  return originator === 'local'
}
