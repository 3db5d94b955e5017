import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { GapError } from '../shared/board/apply.ts'
import type { ServerClock } from '../shared/time/clock.ts'
import type { Api } from '../wire/api.ts'
import type { EventMessage, OrderView } from '../wire/contracts.gen.ts'
import { codeOf } from '../wire/problem.ts'
import type { StationWires } from '../wire/station_wires.ts'
import { StreamClient, type Told } from '../wire/stream.ts'
import { isBehind } from './run.ts'
import { follow, fromBoard, withNoticed, withOrder, type StationState } from './station_state.ts'

const AGAIN_MS = 500

/** Keeps what the station knows current: a gap is answered by a snapshot, never by a guess. */
export class StationLink {
  readonly state: ShallowRef<StationState | null> = shallowRef(null)
  readonly server = ref('')
  /** Why no server lets this device in, where one said so. */
  readonly refusal: Ref<string | null> = ref(null)
  /** When a server was heard last, on the page's own clock, milliseconds. */
  heardAtMs = performance.now()
  private readonly client: StreamClient
  private fetching = false

  constructor(
    private readonly api: Api,
    private readonly wires: StationWires,
    private readonly clock: ServerClock,
  ) {
    this.client = new StreamClient(api.servers, {
      position: () => this.state.value && { epoch: this.state.value.epoch, n: this.state.value.n },
      token: () => api.token,
      told: (message) => { this.hear(message) },
      changed: (state, server) => { if (state === 'live') this.server.value = server.name },
    })
  }

  /** Take the station's board as often as it takes, and follow it from there. */
  async follow(): Promise<void> {
    if (this.fetching) return
    this.fetching = true
    this.client.stop()
    while (!(await this.fetched())) await new Promise((done) => setTimeout(done, AGAIN_MS))
    this.fetching = false
    this.client.start()
  }

  /** Show an order as a server has just answered, before the stream says so. */
  took(order: OrderView): void {
    const known = this.state.value?.orders.find(({ id }) => id === order.id)
    if (this.state.value && known && !isBehind(order, known)) this.state.value = withOrder(this.state.value, order)
  }

  notice(orderId: string): void {
    if (this.state.value) this.state.value = withNoticed(this.state.value, orderId)
  }

  private hear(message: Told): void {
    if (message.type === 'closed') this.refusal.value = message.code
    else this.heard()
    if (message.type === 'event') this.take(message)
    else if (message.type === 'snapshot_needed') void this.follow()
    else if (message.type === 'watermark') {
      this.clock.hear(message.server_time)
      const state = this.state.value
      if (state && (message.last > state.n || message.epoch !== state.epoch)) void this.follow()
    }
  }

  private take(message: EventMessage): void {
    if (!this.state.value) return
    try {
      this.state.value = follow(this.state.value, message)
    } catch (error) {
      if (!(error instanceof GapError)) throw error
      void this.follow()
    }
  }

  private async fetched(): Promise<boolean> {
    try {
      const board = await this.wires.board()
      this.clock.hear(board.server_time)
      this.api.servers.learn(board.servers)
      this.server.value = board.server
      this.state.value = fromBoard(board, this.state.value)
      this.heard()
      return true
    } catch (error) {
      this.refusal.value = codeOf(error)
      return false
    }
  }

  private heard(): void {
    this.heardAtMs = performance.now()
    this.refusal.value = null
  }
}
