import { ref, type Ref, type ShallowRef } from 'vue'
import { shortNumber } from '../../shared/board/incidents.ts'
import { t } from '../../shared/texts/texts.ts'
import type { DuplicateView, IncidentView } from '../../wire/contracts.gen.ts'
import type { IncidentWires } from '../../wire/incident_wires.ts'
import type { CloseReason } from '../../wire/words.ts'
import type { Caller } from '../caller.ts'
import type { Questions } from '../use_question.ts'
import type { Shown } from './use_shown.ts'

/** An act that can be taken back by one key. */
interface Undo {
  text: string
  run: () => Promise<unknown>
}

export interface IncidentNeeds {
  wires: IncidentWires
  shown: Shown
  caller: () => Caller | null
  duplicates: ShallowRef<readonly DuplicateView[]>
  questions: Questions
  say: (error: unknown) => void
  tell: (text: string) => void
}

/** What a person does to an incident beside its form; what is harmless can be taken back. */
export class IncidentActs {
  readonly undoable: Ref<Undo | null> = ref(null)

  constructor(private readonly needs: IncidentNeeds) {}

  /** Without a call, as when somebody reports over the radio. */
  async openByHand(): Promise<void> {
    const { wires, shown, say } = this.needs
    await wires.open(null).then((view) => { shown.learn(view); shown.select(view.id) }, say)
  }

  async readBack(): Promise<void> {
    await this.attempt(({ id }) => this.needs.wires.readBack(id))
  }

  async chase(): Promise<void> {
    if (await this.attempt(({ id }) => this.needs.wires.chase(id))) this.needs.tell(t('chase.logged'))
  }

  async close(reason: CloseReason): Promise<void> {
    const { wires, questions } = this.needs
    questions.leave()
    const closed = await this.attempt(({ id }) => wires.close(id, reason))
    if (closed) this.remember(t('undo.closed', { number: shortNumber(closed.number) }), () => wires.reopen(closed.id))
  }

  /** Join the call to a duplicate; without a call the incident itself is merged. */
  async join(into: string): Promise<void> {
    const { wires, shown, duplicates, questions } = this.needs
    questions.leave()
    const [from, call] = [shown.incident.value, this.needs.caller()?.call ?? null]
    if (!from) return
    const ofCall = call !== null && from.calls.includes(call.id)
    const joined = await this.attempt(({ id }) => (ofCall ? wires.joinCall(call.id, into) : wires.merge(id, into)))
    if (!joined) return
    const number = shortNumber(duplicates.value.find(({ incident_id }) => incident_id === into)?.number ?? joined.number)
    this.remember(t('undo.joined', { number }), () => (ofCall ? wires.separateCall(call.id) : wires.unmerge(from.id)))
    shown.select(into)
  }

  /** The key: joins at once where there is one duplicate, asks a digit where there are more. */
  askJoin(): void {
    const [first, second] = this.needs.duplicates.value
    if (!first) this.needs.tell(t('duplicate.none'))
    else if (second) this.needs.questions.ask({ kind: 'join' })
    else void this.join(first.incident_id)
  }

  async undo(): Promise<void> {
    const last = this.undoable.value
    this.undoable.value = null
    if (last) await last.run().catch(this.needs.say)
    else this.needs.tell(t('undo.nothing'))
  }

  private remember(text: string, run: () => Promise<unknown>): void {
    this.undoable.value = { text, run }
  }

  private async attempt(ask: (one: IncidentView) => Promise<IncidentView>): Promise<IncidentView | null> {
    const incident = this.needs.shown.incident.value
    if (!incident) {
      this.needs.tell(t('incident.none_shown'))
      return null
    }
    try {
      const view = await ask(incident)
      this.needs.shown.learn(view)
      return view
    } catch (error) {
      this.needs.say(error)
      return null
    }
  }
}
