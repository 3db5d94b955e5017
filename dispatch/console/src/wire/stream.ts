import { PROTOCOL_VERSION } from './contracts.gen.ts'
import type {
  BoundsView, Closed, EventMessage, Hello, Lamps, Position, Positions, ServerAddress, SnapshotNeeded, WatchPositions, Watermark, Welcome,
} from './contracts.gen.ts'
import type { ServerPair } from './server_pair.ts'

export type Told =
  Typed<Welcome> | Typed<EventMessage> | Typed<Watermark> | Typed<Lamps> | Typed<SnapshotNeeded> | Typed<Closed> | Typed<Positions>
type Typed<Message extends { type?: string }> = Message & { type: NonNullable<Message['type']> }

/** live: events flow; moving: going to the other server; away: neither server answers. */
export type StreamState = 'idle' | 'live' | 'moving' | 'away'

export interface StreamListener {
  /** Where the board stands, or null when there is no board yet. */
  position: () => Position | null
  token: () => string | null
  /** Whether positions of vehicles are wanted, too. */
  watches?: () => boolean
  /** The part of the map at which the page looks. */
  view?: () => BoundsView | null
  told: (message: Told) => void
  changed: (state: StreamState, server: ServerAddress) => void
}

const SILENCE_MS = 2000
const WELCOME_MS = 1500
const JITTER_FROM_MS = 50
const JITTER_TO_MS = 300

/** Keeps one WebSocket to one of the servers, and moves at once when it dies or falls silent. */
export class StreamClient {
  private socket: WebSocket | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private running = false

  constructor(
    private readonly servers: ServerPair,
    private readonly listener: StreamListener,
  ) {}

  start(): void {
    if (this.running) return
    this.running = true
    this.connect()
  }

  stop(): void {
    this.running = false
    this.drop()
  }

  /** Ask for positions on this connection, where they are wanted: each second those of the view. */
  watch(): void {
    if (!this.listener.watches?.() || this.socket?.readyState !== WebSocket.OPEN) return
    const wish: WatchPositions = { type: 'watch_positions', watch: true, view: this.listener.view?.() ?? null }
    this.socket.send(JSON.stringify(wish))
  }

  /** Say hello again from the listener's position, on the same server. */
  renew(): void {
    if (!this.running) return
    this.drop()
    this.connect()
  }

  private connect(): void {
    const server = this.servers.current
    const socket = new WebSocket(`${server.url.replace(/^http/, 'ws')}/api/v1/stream`)
    this.socket = socket
    this.expectWithin(WELCOME_MS, server)
    socket.onopen = () => { socket.send(JSON.stringify(this.hello())) }
    socket.onmessage = (message) => { this.read(String(message.data), server) }
    socket.onclose = () => { if (this.socket === socket) this.moveFrom(server) }
  }

  private hello(): Hello {
    return {
      type: 'hello',
      token: this.listener.token() ?? '',
      protocol_version: PROTOCOL_VERSION,
      after: this.listener.position(),
    }
  }

  private read(text: string, server: ServerAddress): void {
    const message = JSON.parse(text) as Told
    this.expectWithin(SILENCE_MS, server)
    if (message.type === 'welcome') {
      this.failures = 0
      this.watch()
      this.listener.changed('live', server)
    }
    this.listener.told(message)
  }

  private expectWithin(ms: number, server: ServerAddress): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.moveFrom(server) }, ms)
  }

  private moveFrom(server: ServerAddress): void {
    this.drop()
    if (!this.running) return
    this.failures += 1
    this.servers.moveFrom(server)
    this.listener.changed(this.failures > this.servers.all.length ? 'away' : 'moving', server)
    const wait = JITTER_FROM_MS + Math.random() * (JITTER_TO_MS - JITTER_FROM_MS)
    this.timer = setTimeout(() => { this.connect() }, this.failures === 1 ? JITTER_FROM_MS : wait)
  }

  private drop(): void {
    clearTimeout(this.timer)
    const socket = this.socket
    this.socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }
}
