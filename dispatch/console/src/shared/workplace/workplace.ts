import { shallowRef, type ShallowRef } from 'vue'
import { Api } from '../../wire/api.ts'
import type { BootInfo } from '../../wire/boot.ts'
import { Centre } from '../../wire/centre.ts'
import type { SeatAccount, You } from '../../wire/contracts.gen.ts'
import { codeOf, Refusal } from '../../wire/problem.ts'
import { ServerPair } from '../../wire/server_pair.ts'
import { tabMemory } from '../../wire/tab_memory.ts'
import { LiveBoard } from '../board/live_board.ts'
import { DeskPhone } from '../phone/desk_phone.ts'
import { talkingLeg, type Phone } from '../phone/phone.ts'
import { SoftPhone } from '../phone/soft_phone.ts'
import { askOpenerForSession } from '../screens/session_handover.ts'
import { SeatAudio } from '../sound/seat_audio.ts'
import { textOfCode } from '../texts/texts.ts'
import { ServerClock } from '../time/clock.ts'
import { Notes } from './notes.ts'

/** Where a person works: session, board, seat, phone and sound. One for the whole page. */
export class Workplace {
  readonly centre: Centre
  readonly clock = new ServerClock()
  readonly board: LiveBoard
  readonly notes = new Notes()
  readonly you: ShallowRef<You | null> = shallowRef(null)
  readonly seat: ShallowRef<number | null> = shallowRef(null)
  readonly phone: ShallowRef<Phone | null> = shallowRef(null)
  readonly audio: ShallowRef<SeatAudio | null> = shallowRef(null)
  readonly centreName: ShallowRef<string>
  /** The session ended without this person's doing; the log-in page says so until the next sign-in. */
  readonly sessionLost: ShallowRef<boolean> = shallowRef(false)
  /** Called when the session is over and no call is on the line. */
  onSignedOut: () => void = () => undefined

  constructor(readonly boot: BootInfo) {
    this.centreName = shallowRef(boot.centre_name ?? '')
    const api = new Api(new ServerPair(boot.servers))
    this.centre = new Centre(api)
    this.board = new LiveBoard(this.centre, this.clock)
    api.onSessionEnded = this.board.onSessionEnded = () => { this.loseSession() }
    this.clock.start()
  }

  async signIn(staffNumber: string, password: string): Promise<void> {
    const session = await this.centre.signIn(staffNumber, password)
    this.centre.api.token = session.token
    this.centre.api.servers.learn(session.servers)
    tabMemory.keepToken(session.token)
    this.centreName.value = session.centre_name
    this.you.value = session.you
    this.sessionLost.value = false
    void this.followBoard()
  }

  /**
   * Come back after a reload: session, and the seat if its sound was checked in this tab.
   * A window beside the call window never sits: the seat has one telephone.
   */
  async restore({ sits = true } = {}): Promise<void> {
    this.centre.api.token = tabMemory.token()
    if (this.centre.api.token === null) return
    try {
      this.you.value = await this.centre.you()
      void this.followBoard()
      const seat = this.you.value.seat
      if (sits && seat !== null && seat === tabMemory.checkedSeat()) await this.sit(seat)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'session_ended') this.endSession()
      else this.notes.say(textOfCode('problem', codeOf(error)))
    }
  }

  /** Take the session of the window that opened this one, where this one has none. */
  async borrowSession(): Promise<void> {
    if (tabMemory.token() !== null) return
    const token = await askOpenerForSession(this.centre.api.servers.all.map(({ url }) => new URL(url).origin))
    if (token !== null) tabMemory.keepToken(token)
  }

  /** Sign on at a seat; its phone registers at every exchange. */
  async sit(seat: number): Promise<void> {
    const account = await this.centre.signOnSeat(seat)
    this.audio.value ??= 'AudioContext' in window ? new SeatAudio() : null
    await this.audio.value?.sitDown(seat)
    this.phone.value = this.phoneOf(account)
    this.seat.value = seat
  }

  async standUp(): Promise<void> {
    if (this.seat.value !== null) await this.centre.signOffSeat(this.seat.value)
    this.leaveSeat()
  }

  /** The seat was taken from this person: its telephone registers no longer. */
  forgetSeat(): void {
    this.leaveSeat()
  }

  async signOut(): Promise<void> {
    await this.centre.signOut().catch(() => null)
    this.forgetSession()
    this.onSignedOut()
  }

  has(right: string): boolean {
    return this.you.value?.rights.includes(right) ?? false
  }

  private async followBoard(): Promise<void> {
    if (this.has('view_board')) await this.board.start()
  }

  private phoneOf(account: SeatAccount): Phone {
    this.phone.value?.close()
    const audio = this.audio.value
    if (account.seat.kind === 'desk' || !audio) return new DeskPhone(this.centre)
    return new SoftPhone(account, audio, () => this.clock.now.value)
  }

  /** The session ended elsewhere. A talk goes on: only its end leads to the log-in page. */
  private loseSession(): void {
    if (this.you.value === null) return
    this.notes.say(textOfCode('problem', 'session_ended'))
    if (this.phone.value && talkingLeg(this.phone.value)) return
    this.endSession()
    this.onSignedOut()
  }

  private endSession(): void {
    this.sessionLost.value = true
    this.forgetSession()
  }

  private forgetSession(): void {
    this.board.stop()
    this.leaveSeat()
    this.you.value = null
    this.centre.api.token = null
    tabMemory.keepToken(null)
  }

  private leaveSeat(): void {
    this.phone.value?.close()
    this.audio.value?.talk.close()
    this.phone.value = null
    this.seat.value = null
  }
}
