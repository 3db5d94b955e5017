import { shallowRef } from 'vue'
import { seatMemory, type SeatSound } from '../../wire/seat_memory.ts'
import type { Headset } from '../phone/soft_phone.ts'
import { Loudspeaker } from './loudspeaker.ts'
import { Microphone } from './microphone.ts'
import { PATTERNS } from './patterns.ts'
import { routeTo } from './route.ts'

/** All sound of one seat: alarms on the loudspeaker, the caller in the headset, the microphone. */
export class SeatAudio implements Headset {
  readonly loudspeaker = new Loudspeaker(PATTERNS)
  readonly talk = new Microphone()
  readonly choice = shallowRef<SeatSound>(seatMemory.sound(0))
  private readonly earpiece = new Audio()
  private readonly tester = new Loudspeaker(PATTERNS)
  private seat = 0

  /** Take the devices and volumes last chosen at this seat on this machine. */
  async sitDown(seat: number): Promise<void> {
    this.seat = seat
    await this.choose(seatMemory.sound(seat))
  }

  /** Use other devices or volumes, and remember them for the seat. */
  async choose(choice: SeatSound): Promise<void> {
    this.choice.value = choice
    if (this.seat > 0) seatMemory.keepSound(this.seat, choice)
    this.loudspeaker.volumes = choice.volumes
    await Promise.allSettled([
      this.loudspeaker.route(choice.loudspeaker),
      this.tester.route(choice.headset),
      routeTo(this.earpiece, choice.headset),
    ])
  }

  microphone(): Promise<MediaStream> {
    return this.talk.open(this.choice.value.microphone)
  }

  listenTo(stream: MediaStream): void {
    this.earpiece.srcObject = stream
    // A stream that comes on the heels of another interrupts the first one's start: it is heard itself.
    this.earpiece.play().catch(() => undefined)
  }

  /** A tone in the headset, where the caller will be heard. */
  tryHeadset(): void {
    this.tester.tryOut('fault')
  }

  /** Ask the browser to let us be heard; true when it does. */
  async wake(): Promise<boolean> {
    await Promise.allSettled([this.tester.wake(), this.talk.wake()])
    return this.loudspeaker.wake()
  }
}
