import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Centre } from '../../wire/centre.ts'
import type { EventMessage, Position, BoundsView, PositionView } from '../../wire/contracts.gen.ts'
import { codeOf } from '../../wire/problem.ts'
import { StreamClient, type StreamState, type Told } from '../../wire/stream.ts'
import type { ServerClock } from '../time/clock.ts'
import { apply, GapError } from './apply.ts'
import { fromSnapshot, type BoardState } from './board.ts'

const AGAIN_MS = 500

/** The board kept current by the stream: a gap is answered by a snapshot, never by a guess. */
export class LiveBoard {
  readonly state: ShallowRef<BoardState | null> = shallowRef(null)
  readonly stream: Ref<StreamState> = ref('idle')
  readonly server = ref('')
  /** Why no server lets us in, where one said so. */
  readonly refusal: Ref<string | null> = ref(null)
  onSessionEnded: () => void = () => undefined
  private onPositions: ((told: readonly PositionView[]) => void) | null = null
  private view: BoundsView | null = null
  private readonly client: StreamClient
  private wanted = false
  private fetching = false

  constructor(
    private readonly centre: Centre,
    private readonly clock: ServerClock,
  ) {
    this.client = new StreamClient(centre.api.servers, {
      position: () => this.position(),
      token: () => centre.api.token,
      watches: () => this.onPositions !== null,
      view: () => this.view,
      told: (message) => { this.hear(message) },
      changed: (state, server) => {
        this.stream.value = state
        if (state !== 'live') return
        this.server.value = server.name
        this.refusal.value = null
      },
    })
  }

  /** Fetch the board and follow it until stopped. */
  async start(): Promise<void> {
    if (this.wanted) return
    this.wanted = true
    await this.snapshot()
  }

  stop(): void {
    this.wanted = false
    this.client.stop()
    this.state.value = null
    this.stream.value = 'idle'
  }

  /** Hear where vehicles are, from now on and after every change of server. */
  watchPositions(hear: (told: readonly PositionView[]) => void): void {
    this.onPositions = hear
    this.client.watch()
  }

  /** Look at a part of the map: vehicles elsewhere are told only now and then. */
  look(view: BoundsView): void {
    this.view = view
    this.client.watch()
  }

  private position(): Position | null {
    const board = this.state.value
    return board && { epoch: board.epoch, n: board.n }
  }

  private hear(message: Told): void {
    if (message.type === 'event') this.take(message)
    else if (message.type === 'snapshot_needed') void this.snapshot()
    else if (message.type === 'closed') this.end(message.code)
    else if (message.type === 'positions') this.onPositions?.(message.positions)
    else if (message.type === 'lamps') this.see({ parts: message.parts })
    else if (message.type === 'watermark') {
      this.clock.hear(message.server_time)
      const board = this.state.value
      if (board && (message.last > board.n || message.epoch !== board.epoch)) void this.snapshot()
    }
  }

  private take(message: EventMessage): void {
    const board = this.state.value
    if (!board) return
    try {
      this.state.value = apply(board, message)
    } catch (error) {
      if (!(error instanceof GapError)) throw error
      void this.snapshot()
    }
  }

  private see(change: Partial<BoardState>): void {
    if (this.state.value) this.state.value = { ...this.state.value, ...change }
  }

  private end(code: string): void {
    this.refusal.value = code
    if (code === 'session_ended') this.onSessionEnded()
  }

  /** Take the whole board anew, as often as it takes, and go on from there. */
  private async snapshot(): Promise<void> {
    if (this.fetching) return
    this.fetching = true
    this.client.stop()
    while (this.wanted && !(await this.fetched())) await new Promise((done) => setTimeout(done, AGAIN_MS))
    this.fetching = false
    if (this.wanted) this.client.start()
  }

  private async fetched(): Promise<boolean> {
    try {
      const board = await this.centre.board()
      this.clock.hear(board.server_time)
      this.centre.api.servers.learn(board.servers)
      this.state.value = fromSnapshot(board)
      return true
    } catch (error) {
      this.refusal.value = codeOf(error)
      this.stream.value = 'away'
      return false
    }
  }
}
