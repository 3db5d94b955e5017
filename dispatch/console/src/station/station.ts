import { computed, ref, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { Loudspeaker } from '../shared/sound/loudspeaker.ts'
import { hasEnded } from '../shared/board/runs.ts'
import { textOfCode } from '../shared/texts/texts.ts'
import { Notes } from '../shared/workplace/notes.ts'
import type { ServerClock } from '../shared/time/clock.ts'
import type { Api } from '../wire/api.ts'
import type { OrderView } from '../wire/contracts.gen.ts'
import { deviceMemory, type KeptAct, type KeptDevice } from '../wire/device_memory.ts'
import { StationWires } from '../wire/station_wires.ts'
import type { Milestone, RefuseReason } from '../wire/words.ts'
import { Outbox } from './outbox.ts'
import { callOf, withActs, type Call } from './run.ts'
import { STATION_SOUNDS, soundFor, type StationSound } from './sounds.ts'
import { StationLink } from './station_link.ts'

export const AWAY_AFTER_MS = 10_000
const LOOK_MS = 500
const TELL_MS = 60_000
/** Watermarks are a moment old when they arrive; an act must not seem to lie in the future. */
const MARGIN_MS = 300

/** An order with what was done to it here, and what of it wants a person now. */
export interface ShownOrder {
  order: OrderView
  call: Call | null
  /** Acts of this order that no server has taken yet. */
  untold: number
}

/** One station's screen: what it knows, what was done at it, what is heard. */
export class Station {
  readonly device: ShallowRef<KeptDevice | null> = shallowRef(deviceMemory.device())
  readonly notes = new Notes()
  readonly wires: StationWires
  readonly link: StationLink
  readonly outbox: Outbox
  readonly hearable = ref(false)
  readonly away = ref(false)
  readonly orders: ComputedRef<readonly ShownOrder[]>
  readonly sound: ComputedRef<StationSound | null>
  private readonly speaker = new Loudspeaker(STATION_SOUNDS)
  private readonly timers: ReturnType<typeof setInterval>[] = []

  constructor(
    private readonly api: Api,
    private readonly clock: ServerClock,
  ) {
    this.wires = new StationWires(api)
    this.link = new StationLink(api, this.wires, clock)
    this.outbox = new Outbox({
      deliver: this.wires.deliver,
      taken: (order) => { this.link.took(order) },
      refused: (_act, code) => { this.notes.say(textOfCode('problem', code)) },
    })
    this.orders = computed(() => this.shown())
    this.sound = computed(() => soundFor(this.orders.value.flatMap(({ call }) => call ?? []), this.away.value))
  }

  /** Be the device that is kept on this machine, and work. */
  start(): void {
    this.api.token = this.device.value?.token ?? null
    if (!this.api.token) return
    this.link.heardAtMs = performance.now()
    void this.link.follow()
    void this.outbox.tell()
    watch(this.sound, (sound) => { this.speaker.sound(sound) }, { immediate: true })
    watch(() => this.link.state.value?.orders, () => { this.receive() })
    watch([this.hearable, this.sound], () => { this.tellState() })
    this.timers.push(setInterval(() => { this.look() }, LOOK_MS), setInterval(() => { this.tellState() }, TELL_MS))
    void this.wake()
    this.tellState()
  }

  /** Become a device of a station, with a code that the centre gave. */
  async enrol(code: string, name: string): Promise<void> {
    const { token, station } = await this.wires.claim(code, name)
    this.device.value = { token, name, station: station.name }
    deviceMemory.keepDevice(this.device.value)
    if (this.timers.length > 0) location.reload()
    else this.start()
  }

  /** Ask the browser to let us be heard; any key or click does. */
  async wake(): Promise<void> {
    if (!this.hearable.value) this.hearable.value = await this.speaker.wake()
  }

  take(order: OrderView): void {
    this.act(order, 'acknowledge', { revision: order.revision, name: null })
  }

  refuse(order: OrderView, reason: RefuseReason): void {
    this.act(order, 'refuse', { reason })
  }

  /** Note a milestone now, or at an instant that somebody remembers. */
  stamp(order: OrderView, milestone: Milestone, at: string | null = null): void {
    const now = new Date(this.clock.now.value - MARGIN_MS).toISOString()
    this.act(order, 'stamp', { milestone, at: at ?? now })
  }

  /** Take a milestone that positions suggest, at the time of the suggestion. */
  confirm(order: OrderView, milestone: Milestone): void {
    this.act(order, 'confirm-milestone', { milestone })
  }

  /** Somebody here has noticed that the centre took it back. */
  notice(order: OrderView): void {
    this.link.notice(order.id)
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer)
    this.speaker.sound(null)
  }

  private act(order: OrderView, verb: KeptAct['verb'], body: KeptAct['body']): void {
    this.outbox.put({ orderId: order.id, verb, body })
  }

  /** Tell the centre that an order is here, once; where a station has no program the page does. */
  private receive(): void {
    for (const order of this.link.state.value?.orders ?? []) {
      const told = this.outbox.waiting.value.some(({ orderId, verb }) => orderId === order.id && verb === 'receipt')
      if (order.state === 'sent' && !told) this.act(order, 'receipt', null)
    }
  }

  private shown(): readonly ShownOrder[] {
    const { orders = [], takenBack = [] } = this.link.state.value ?? {}
    const acts = this.outbox.waiting.value
    const all = orders.map((known): ShownOrder => {
      const order = withActs(known, acts)
      const call = takenBack.includes(order.id) ? 'cancelled' : callOf(order)
      return { order, call, untold: acts.filter(({ orderId, verb }) => orderId === order.id && verb !== 'receipt').length }
    })
    return all.filter(({ order, call, untold }) => call !== null || untold > 0 || !hasEnded(order)).sort(byUrgency)
  }

  private look(): void {
    this.away.value = performance.now() - this.link.heardAtMs > AWAY_AFTER_MS
    this.hearable.value = this.speaker.running
  }

  private tellState(): void {
    const sounding = this.sound.value !== null && this.hearable.value
    const bell = this.hearable.value ? 'ok' : 'silent'
    this.wires.tellState({ bell, printer: 'ok', sounding, note: '' }).catch(() => undefined)
  }
}

const URGENCY: readonly (Call | null)[] = ['order', 'changed', 'cancelled', null]

function byUrgency(one: ShownOrder, other: ShownOrder): number {
  const urgency = URGENCY.indexOf(one.call) - URGENCY.indexOf(other.call)
  return urgency || (one.order.sent_at < other.order.sent_at ? -1 : 1)
}
