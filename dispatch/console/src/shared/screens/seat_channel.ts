import type { Selected } from './selection.ts'

export type WindowKind = 'call' | 'map'
/** What one window of a seat tells the others at once; facts come from the server alone. */
export type Said =
  | { kind: 'alive'; window: WindowKind }
  | { kind: 'selection'; selection: Selected }
  | { kind: 'hospital'; id: string | null }
  | { kind: 'ranks'; incidentId: string; vehicleIds: string[] }

interface Letter {
  staff: string
  said: Said
}

const NAME = 'd120-seat'

/** Carries words between the windows of one person in one browser. */
export class SeatChannel {
  /** What another window of the same person says. */
  onSaid: (said: Said) => void = () => undefined
  private readonly channel = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null

  /** Two people may sit at one browser, in tabs of their own: staff tells whose words these are. */
  constructor(private readonly staff: () => string) {
    if (!this.channel) return
    this.channel.onmessage = (message: MessageEvent<Letter>) => {
      if (message.data.staff === this.staff()) this.onSaid(message.data.said)
    }
  }

  say(said: Said): void {
    const letter: Letter = { staff: this.staff(), said }
    if (letter.staff !== '') this.channel?.postMessage(letter)
  }

  close(): void {
    this.channel?.close()
  }
}
