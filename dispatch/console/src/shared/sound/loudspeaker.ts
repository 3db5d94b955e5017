import { routeTo } from './route.ts'
import type { Pattern } from './patterns.ts'

const ATTACK_S = 0.01
const AHEAD_S = 0.03

/** Plays the alarms at one output. Through an audio element, because older browsers route only that. */
export class Loudspeaker<Name extends string> {
  private readonly context = new AudioContext()
  private readonly gain = this.context.createGain()
  private readonly element = new Audio()
  private playing: Name | null = null
  private round: ReturnType<typeof setTimeout> | undefined
  volumes: Partial<Record<Name, number>> = {}

  constructor(private readonly patterns: Readonly<Record<Name, Pattern>>) {
    const output = this.context.createMediaStreamDestination()
    this.gain.connect(output)
    this.element.srcObject = output.stream
  }

  /** Whether the browser lets us be heard; it wants a key or a click first. */
  get running(): boolean {
    return this.context.state === 'running'
  }

  /** Ask the browser to let us be heard; call it from a key or a click. */
  async wake(): Promise<boolean> {
    const woken = this.context.resume().then(() => this.element.play())
    await Promise.race([woken.catch(() => undefined), new Promise((done) => setTimeout(done, 400))])
    return this.running
  }

  /** Send it to an output device; 'default' is the machine's own choice. */
  route(device: string): Promise<void> {
    return routeTo(this.element, device)
  }

  /** Sound an alarm until another or none is asked for. */
  sound(alarm: Name | null): void {
    if (alarm === this.playing) return
    clearTimeout(this.round)
    this.hush()
    this.playing = alarm
    if (alarm) this.rounds(alarm)
  }

  /** One round of an alarm, to try it. */
  tryOut(alarm: Name): void {
    this.play(this.patterns[alarm], this.volumes[alarm] ?? 1)
  }

  private rounds(alarm: Name): void {
    this.tryOut(alarm)
    this.round = setTimeout(() => { if (this.playing === alarm) this.rounds(alarm) }, this.patterns[alarm].everyS * 1000)
  }

  private hush(): void {
    const now = this.context.currentTime
    this.gain.gain.cancelScheduledValues(now)
    this.gain.gain.setValueAtTime(0, now)
  }

  private play(pattern: Pattern, volume: number): void {
    const start = this.context.currentTime + AHEAD_S
    this.gain.gain.setValueAtTime(1, start)
    for (const { fromS, lengthS, hz } of pattern.tones) {
      const [oscillator, envelope] = [this.context.createOscillator(), this.context.createGain()]
      oscillator.type = pattern.wave
      oscillator.frequency.value = hz
      envelope.gain.setValueAtTime(0, start + fromS)
      envelope.gain.linearRampToValueAtTime(volume * 0.5, start + fromS + ATTACK_S)
      envelope.gain.setValueAtTime(volume * 0.5, start + fromS + lengthS - ATTACK_S)
      envelope.gain.linearRampToValueAtTime(0, start + fromS + lengthS)
      oscillator.connect(envelope).connect(this.gain)
      oscillator.start(start + fromS)
      oscillator.stop(start + fromS + lengthS)
    }
  }
}
