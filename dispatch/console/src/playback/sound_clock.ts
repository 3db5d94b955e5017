import { ref, type Ref } from 'vue'

/** A sound on the time line. */
export interface Sound {
  name: string
  beginsMs: number
  lengthMs: number
  element: HTMLAudioElement
}

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2, 4, 8, 16] as const
/** Faster nobody understands a word: the clock runs on in silence, and the page says so. */
export const HEARD_UP_TO = 2
export const TICK_MS = 40
/** Sounds side by side may be this far apart before the one that follows is put right. */
const APART_MS = 60
/** So long the clock waits for a sound that is being fetched. */
const PATIENCE_MS = 4000

/**
 * One clock for sound, events and the map. Where something sounds the clock follows the sound, so that both cannot part;
 * where nothing sounds, or above 2×, it runs by itself.
 */
export class SoundClock {
  readonly atMs: Ref<number> = ref(0)
  readonly playing: Ref<boolean> = ref(false)
  readonly speed: Ref<number> = ref(1)
  readonly loop: Ref<{ fromMs: number; toMs: number } | null> = ref(null)
  private sounds: readonly Sound[] = []
  private fromMs = 0
  private toMs = 0
  private before = 0
  private waitedMs = 0

  load(fromMs: number, toMs: number, sounds: readonly Sound[]): void {
    this.fromMs = fromMs
    this.toMs = toMs
    this.sounds = sounds
    this.atMs.value = Math.max(fromMs, Math.min(toMs, this.atMs.value || fromMs))
  }

  toggle(nowMs = performance.now()): void {
    if (!this.playing.value && this.atMs.value >= this.toMs) this.seek(this.fromMs)
    this.before = nowMs
    this.playing.value = !this.playing.value
    this.obey()
  }

  seek(atMs: number): void {
    this.atMs.value = Math.max(this.fromMs, Math.min(this.toMs, atMs))
    this.waitedMs = 0
    for (const sound of this.sounds) if (this.covers(sound)) place(sound, this.atMs.value)
    this.obey()
  }

  setSpeed(speed: number): void {
    this.speed.value = speed
    this.obey()
  }

  faster(steps: number): void {
    const index = SPEEDS.findIndex((one) => one === this.speed.value) + steps
    this.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index))] ?? 1)
  }

  /** Go on; called every `TICK_MS`. */
  tick(nowMs: number): void {
    const passedMs = nowMs - this.before
    this.before = nowMs
    if (!this.playing.value) return
    const next = this.next(passedMs)
    const loop = this.loop.value
    if (loop && next >= loop.toMs) { this.seek(loop.fromMs); return }
    this.atMs.value = Math.min(this.toMs, next)
    if (this.atMs.value >= this.toMs) this.playing.value = false
    this.obey()
  }

  stop(): void {
    this.playing.value = false
    this.obey()
  }

  private next(passedMs: number): number {
    const runs = this.atMs.value + passedMs * this.speed.value
    if (this.speed.value > HEARD_UP_TO) return runs
    const live = this.sounds.filter((sound) => this.covers(sound) && !sound.element.error)
    const leader = live.find(({ element }) => !element.paused && !element.seeking && !element.ended && element.readyState > 2)
    if (leader) {
      this.waitedMs = 0
      return leader.beginsMs + leader.element.currentTime * 1000
    }
    const waits = live.some(({ element }) => !element.ended)
    this.waitedMs += waits ? passedMs : 0
    return waits && this.waitedMs < PATIENCE_MS ? this.atMs.value : runs
  }

  private covers({ beginsMs, lengthMs }: Sound): boolean {
    return this.atMs.value >= beginsMs && this.atMs.value < beginsMs + lengthMs
  }

  /** Let every sound do what the clock says. */
  private obey(): void {
    const audible = this.playing.value && this.speed.value <= HEARD_UP_TO
    for (const sound of this.sounds) {
      const { element } = sound
      if (!audible || !this.covers(sound) || element.error) {
        if (!element.paused) element.pause()
        continue
      }
      element.playbackRate = this.speed.value
      element.preservesPitch = true
      if (!element.seeking && apartMs(sound, this.atMs.value) > APART_MS) place(sound, this.atMs.value)
      if (element.paused && !element.ended) void element.play().catch(() => undefined)
    }
  }
}

function apartMs({ beginsMs, element }: Sound, atMs: number): number {
  return Math.abs(beginsMs + element.currentTime * 1000 - atMs)
}

function place({ beginsMs, element }: Sound, atMs: number): void {
  element.currentTime = Math.max(0, (atMs - beginsMs) / 1000)
}
