import { shallowRef, watch, type Ref } from 'vue'
import type { BoardState } from '../shared/board/board.ts'
import { isConnected, isDialling } from '../shared/board/queue.ts'
import { roomThatRings } from '../shared/board/rooms.ts'
import { PhoneRefusal, ringingLeg, talkingLeg } from '../shared/phone/phone.ts'
import { t, textOfCode } from '../shared/texts/texts.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import { ConferenceWires } from '../wire/conference_wires.ts'
import { codeOf, Refusal } from '../wire/problem.ts'
import type { BusyReason, Disposition } from '../wire/words.ts'
import { callThatRings, type Caller } from './caller.ts'

/** What the keys of the call window do. Every refusal is said in the bar, none is thrown. */
export class CallActs {
  /** What is being listened to: the message of a task, and where it is read from. */
  readonly message = shallowRef<{ task: string; url: string } | null>(null)
  private answering = false
  /** The call that this seat has pressed for, until it is known who talks to it. */
  private pressedFor: string | null = null

  constructor(
    private readonly work: Workplace,
    private readonly caller: Readonly<Ref<Caller | null>>,
  ) {
    watch(work.board.state, (board) => { this.tellWhoWasFaster(board) })
  }

  async answer(): Promise<void> {
    const [phone, seat] = [this.work.phone.value, this.work.seat.value]
    if (!phone || seat === null || this.answering) return
    const board = this.work.board.state.value
    const call = board && callThatRings(board, seat, phone)
    if (this.talks) this.work.notes.say(t('call.already_talking'))
    else if (!call && !ringingLeg(phone)) this.work.notes.say(t('phone.nothing_rings'))
    else {
      this.answering = true
      this.pressedFor = call?.id ?? null
      const claimed = call ? await this.claim(call.id) : 'unknown'
      const rings = claimed === 'unknown' || (claimed === 'mine' && phone.kind === 'soft')
      if (rings) await this.attempt(() => phone.answer(call?.exchange ?? null))
      this.answering = false
    }
  }

  holdOrRetrieve(): void {
    const [phone, state] = [this.work.phone.value, this.caller.value?.state]
    try {
      if (state === 'held') phone?.retrieve()
      else if (state === 'talking') phone?.hold()
      else this.work.notes.say(t('call.not_talking'))
    } catch (error) {
      this.say(error)
    }
  }

  async hangUp(): Promise<void> {
    const call = this.caller.value?.call?.id ?? null
    if (this.talks) await this.attempt(() => this.work.phone.value?.hangUp(call))
    else this.work.notes.say(t('call.not_talking'))
  }

  /** Give whoever talks here to another seat. */
  transfer = async (seat: number): Promise<void> => {
    const call = this.caller.value?.call
    if (call && this.talks) await this.attempt(() => this.work.centre.transferCall(call.id, seat))
    else this.work.notes.say(t('call.not_talking'))
  }

  finishTask(id: string, disposition: Disposition): Promise<void> {
    return this.attempt(() => this.work.centre.finishTask(id, disposition))
  }

  releaseTask(id: string): Promise<void> {
    return this.attempt(() => this.work.centre.releaseTask(id))
  }

  playMessage(task: string): Promise<void> {
    return this.attempt(async () => {
      const { audio_url } = await this.work.centre.playMessage(task)
      this.message.value = { task, url: audio_url }
    })
  }

  becomeReady(): Promise<void> {
    return this.attempt(() => this.work.seat.value && this.work.centre.becomeReady(this.work.seat.value))
  }

  becomeBusy(reason: BusyReason): Promise<void> {
    return this.attempt(() => this.work.seat.value && this.work.centre.becomeBusy(this.work.seat.value, reason))
  }

  muteMicrophone(muted: boolean): void {
    try {
      if (this.talks) this.work.phone.value?.muteMicrophone(muted)
    } catch (error) {
      this.say(error)
    }
  }

  /** Whether this seat speaks with a caller now. */
  get talks(): boolean {
    const phone = this.work.phone.value
    if (phone?.kind === 'soft') return talkingLeg(phone) !== null
    const caller = this.caller.value
    return ['talking', 'held'].includes(caller?.state ?? '') || (caller?.call != null && isDialling(caller.call))
  }

  /** Say what went wrong, in the bar. */
  say(error: unknown): void {
    const values = error instanceof Refusal ? error.problem.parameters : {}
    const phoneSays = error instanceof PhoneRefusal ? t(`phone.${error.code}`) : null
    this.work.notes.say(phoneSays ?? textOfCode('problem', codeOf(error), values))
  }

  /** Whoever was first answers. A server that does not say so in time keeps nobody from answering. */
  private async claim(id: string): Promise<'mine' | 'taken' | 'unknown'> {
    const board = this.work.board.state.value
    const asked = board && roomThatRings(board, this.work.seat.value ?? 0)
    if (asked?.call_id === id) return this.comeInto(asked.id)
    try {
      await this.work.centre.answerCall(id)
      return 'mine'
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'call_taken') return 'unknown'
      this.sayTaken(error.parameter('seat'), error.parameter('staff_number'))
      return 'taken'
    }
  }

  /** A room rings this seat alone: nobody else can be first. A telephone on the desk is told to answer. */
  private async comeInto(room: string): Promise<'mine'> {
    this.pressedFor = null
    if (this.work.phone.value?.kind === 'desk') await this.attempt(() => new ConferenceWires(this.work.centre.api).answer(room))
    return 'mine'
  }

  /** Where no server could say in time whose call it is, the exchange has decided; the board tells. */
  private tellWhoWasFaster(board: BoardState | null): void {
    const call = board?.calls.find(({ id }) => id === this.pressedFor)
    if (!call || !isConnected(call)) return
    if (call.seat === this.work.seat.value) this.pressedFor = null
    else this.sayTaken(call.seat, call.staff_number)
  }

  private sayTaken(seat: string | number | null, staff: string | number | null): void {
    const sitting = this.work.board.state.value?.seats.find(({ number }) => number === seat)
    this.pressedFor = null
    this.work.notes.say(t('problem.call_taken', { seat, staff_number: staff ?? sitting?.staff_number ?? '' }))
  }

  /** Do it; a refusal is said. */
  async attempt(act: () => unknown): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.say(error)
    }
  }
}
