import type { Leg, Line, Phone } from '../../src/shared/phone/phone.ts'
import { NOW } from './wire.ts'

/** A phone that only notes what it is told. */
export class FakePhone implements Phone {
  readonly kind: 'soft' | 'desk'
  readonly lines: Line[] = [{ exchange: 'node1', address: 'ws://host/ws', state: 'registered' }]
  legs: Leg[] = []
  readonly told: string[] = []

  constructor(kind: 'soft' | 'desk' = 'soft') {
    this.kind = kind
  }

  ring(number: string | null = '13805276621'): this {
    this.legs = [{ id: 1, exchange: 'node1', number, name: null, state: 'ringing', rangAt: NOW - 3000, answeredAt: null }]
    return this
  }

  talk(number: string | null = '13805276621'): this {
    this.ring(number)
    this.legs = this.legs.map((leg) => ({ ...leg, state: 'talking', answeredAt: NOW - 1000 }))
    return this
  }

  answer = (): Promise<void> => this.note('answer')
  hangUp = (): Promise<void> => this.note('hangUp')
  hold = (): void => { void this.note('hold') }
  retrieve = (): void => { void this.note('retrieve') }
  turn = (): void => { void this.note('turn') }
  muteMicrophone = (muted: boolean): void => { void this.note(muted ? 'mute' : 'unmute') }
  takeOver = (): void => { void this.note('takeOver') }
  close = (): void => { void this.note('close') }

  private note(what: string): Promise<void> {
    this.told.push(what)
    return Promise.resolve()
  }
}
