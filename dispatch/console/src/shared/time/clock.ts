import { readonly, ref, type Ref } from 'vue'

/** A difference smaller than this is the network's, not the clock's. */
const TOLERANCE_MS = 250
const TICK_MS = 200

/**
 * The database's clock, as the watermarks tell it. It runs on the monotonic clock of the machine:
 * neither a wrong wall clock nor a throttled timer moves it.
 */
export class ServerClock {
  private offsetMs = Date.now() - performance.now()
  private readonly shown = ref(Date.now())
  private ticking: ReturnType<typeof setInterval> | undefined

  /** Milliseconds since 1970, renewed several times a second. */
  get now(): Readonly<Ref<number>> {
    return readonly(this.shown)
  }

  start(): void {
    this.ticking ??= setInterval(() => { this.tick() }, TICK_MS)
  }

  /** Take what a server told just now. */
  hear(serverTime: string): void {
    const offset = Date.parse(serverTime) - performance.now()
    if (Math.abs(offset - this.offsetMs) > TOLERANCE_MS) this.offsetMs = offset
    this.tick()
  }

  private tick(): void {
    this.shown.value = this.offsetMs + performance.now()
  }
}
