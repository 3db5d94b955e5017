import { watch, type Ref } from 'vue'
import { isOutgoing, waitingCalls } from '../shared/board/queue.ts'
import { t } from '../shared/texts/texts.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { CallActs } from './call_acts.ts'
import type { Caller } from './caller.ts'

/** The exchange has told of a hold within milliseconds; a server may be a moment behind. */
const HOLD_TOLD_MS = 3000

/** Whom a seat takes out of the queue, and whom it holds meanwhile. */
export class QueueActs {
  private fetching = false

  constructor(
    private readonly work: Workplace,
    private readonly caller: Readonly<Ref<Caller | null>>,
    private readonly acts: CallActs,
  ) {}

  /** Bring exactly this caller here; the phone answers by itself. */
  async fetch(id: string): Promise<void> {
    if (this.caller.value?.state === 'talking') this.work.notes.say(t('queue.hold_first'))
    else await this.bring(id)
  }

  /** Hold who talks and bring the first who waits; nobody waits: nobody is held. */
  async answerNext(): Promise<void> {
    const board = this.work.board.state.value
    // Who was answered here a moment ago may still wait on the board.
    const own = this.caller.value?.call?.id
    const next = board && waitingCalls(board).find(({ id }) => id !== own)
    if (!next) this.work.notes.say(t('queue.nobody_waits'))
    else if (await this.hold()) await this.bring(next.id)
  }

  /** Take back who was held first; who talks is held for it. */
  turn(): void {
    try {
      this.work.phone.value?.turn()
    } catch (error) {
      this.acts.say(error)
    }
  }

  private async bring(id: string): Promise<void> {
    if (this.fetching) return
    this.fetching = true
    await this.acts.attempt(() => this.work.centre.fetchCall(id))
    this.fetching = false
  }

  private async hold(): Promise<boolean> {
    const caller = this.caller.value
    if (caller?.state !== 'talking') return true
    const call = caller.call
    if (!call || isOutgoing(call)) {
      this.work.notes.say(t('queue.cannot_hold'))
      return false
    }
    this.acts.holdOrRetrieve()
    const told = await this.isHeld(call.id)
    if (!told) this.work.notes.say(t('queue.cannot_hold'))
    return told
  }

  private isHeld(id: string): Promise<boolean> {
    return new Promise((done) => {
      const late = setTimeout(() => { finish(false) }, HOLD_TOLD_MS)
      const stop = watch(this.work.board.state, (board) => {
        if (board?.calls.some((call) => call.id === id && call.state === 'held')) finish(true)
      }, { flush: 'sync' })
      function finish(held: boolean): void {
        clearTimeout(late)
        stop()
        done(held)
      }
    })
  }
}
