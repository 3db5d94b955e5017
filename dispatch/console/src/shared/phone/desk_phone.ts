import type { Centre } from '../../wire/centre.ts'
import { PhoneRefusal, type Leg, type Line, type Phone } from './phone.ts'

/** A telephone on the desk: the server makes it answer and hang up, all else is done by hand. */
export class DeskPhone implements Phone {
  readonly kind = 'desk'
  readonly lines: readonly Line[] = []
  readonly legs: readonly Leg[] = []

  constructor(private readonly centre: Centre) {}

  /** The server has made the phone answer with the claim; without a server a hand must lift it. */
  answer(): Promise<void> {
    return Promise.reject(new PhoneRefusal('by_hand'))
  }

  async hangUp(callId: string | null): Promise<void> {
    if (callId === null) throw new PhoneRefusal('by_hand')
    await this.centre.hangUpCall(callId)
  }

  hold(): void {
    throw new PhoneRefusal('by_hand')
  }

  retrieve(): void {
    throw new PhoneRefusal('by_hand')
  }

  turn(): void {
    throw new PhoneRefusal('by_hand')
  }

  muteMicrophone(): void {
    throw new PhoneRefusal('by_hand')
  }

  takeOver(): void {
    return undefined
  }

  close(): void {
    return undefined
  }
}
