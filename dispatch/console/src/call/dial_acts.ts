import { watch, type Ref } from 'vue'
import type { BoardState } from '../shared/board/board.ts'
import { isOutgoing, openTasks } from '../shared/board/queue.ts'
import { t } from '../shared/texts/texts.ts'
import { groupedNumber } from '../shared/time/format.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { CallOut, CallView } from '../wire/contracts.gen.ts'
import type { Caller } from './caller.ts'

/** What the keys of the call window do of which CallActs is the rest. */
interface Hand {
  readonly talks: boolean
  attempt: (act: () => unknown) => Promise<void>
}

/** Calling out: a number, whom a task is about, who hung up or was cut off. */
export class DialActs {
  /** Calls that this seat makes, until their end is told. */
  private readonly running = new Set<string>()

  constructor(
    private readonly work: Workplace,
    private readonly caller: Readonly<Ref<Caller | null>>,
    private readonly hand: Hand,
  ) {
    watch(work.board.state, (board) => { if (board) this.tellWhatCameOfIt(board) })
  }

  /** Call back: the task in my hands, else the oldest that nobody works on, which becomes mine. */
  async callBack(): Promise<void> {
    const tasks = this.work.board.state.value ? openTasks(this.work.board.state.value) : []
    const mine = tasks.find(({ claimed_by }) => claimed_by === this.work.you.value?.staff_number)
    const task = mine ?? tasks.find(({ state }) => state === 'open')
    if (!task) {
      this.work.notes.say(t('task.none'))
      return
    }
    await this.hand.attempt(async () => {
      if (!mine) await this.work.centre.claimTask(task.id)
      if (task.number === null) this.work.notes.say(t('dial.no_number'))
      else await this.call({ task_id: task.id })
    })
  }

  /** Ring whoever is shown and no longer there. */
  async ringAgain(): Promise<void> {
    const call = this.caller.value?.call
    if (!call?.number || call.ended_at === null) this.work.notes.say(t('dial.nobody'))
    else await this.hand.attempt(() => this.call({ call_id: call.id }))
  }

  /** Ring a number, about an incident or about none. */
  dial = (number: string, incident: string | null): Promise<void> =>
    this.hand.attempt(() => this.call({ number, incident_id: incident }))

  private async call(asked: CallOut): Promise<void> {
    if (this.hand.talks) this.work.notes.say(t('call.already_talking'))
    else await this.work.centre.callOut(asked)
  }

  private tellWhatCameOfIt(board: BoardState): void {
    for (const call of board.calls.filter((one) => isOutgoing(one) && one.seat === this.work.seat.value)) {
      if (call.ended_at === null) this.running.add(call.id)
      else if (this.running.delete(call.id)) this.tell(call)
    }
  }

  private tell({ number, dial_result: result }: CallView): void {
    if (!result || result === 'answered' || result === 'given_up') return
    this.work.notes.say(t('dial.failed', { number: groupedNumber(number ?? ''), result: t(`dial_result.${result}`) }))
  }
}
