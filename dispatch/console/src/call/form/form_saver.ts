import { shallowRef, type ShallowRef } from 'vue'
import type { ChangeForm, IncidentView } from '../../wire/contracts.gen.ts'
import { draftMemory } from '../../wire/draft_memory.ts'
import { Refusal } from '../../wire/problem.ts'
import { changed, EMPTY, fromKept, nextToSend, refused, saved, settled, toKeep, type Draft, type FieldName, type FieldValue } from './drafts.ts'

const AGAIN_MS = 2000
/** A text field is sent when its writer pauses. */
const PAUSE_MS = 350
/** Nobody is let in, or no database answers: the same field is taken later. */
const LATER: readonly number[] = [401, 503]

export interface SavingWires {
  changeForm: (incidentId: string, change: ChangeForm) => Promise<IncidentView>
  /** A server refused a field. */
  say: (error: unknown) => void
}

/** Keeps what is typed on this machine and brings it to a server, field by field, until it is there. */
export class FormSaver {
  readonly drafts: ShallowRef<Readonly<Record<string, Draft>>> = shallowRef({})
  private readonly sending = new Map<string, Promise<void>>()
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(private readonly wires: SavingWires) {
    for (const id of draftMemory.incidents()) {
      const kept = draftMemory.read(id)
      if (kept) this.drafts.value = { ...this.drafts.value, [id]: fromKept(kept) }
    }
  }

  draftOf(incidentId: string): Draft {
    return this.drafts.value[incidentId] ?? EMPTY
  }

  /** A choice goes to a server at once; a text when its writer pauses. */
  change(incidentId: string, name: FieldName, value: FieldValue, how: 'at_once' | 'typing' = 'at_once'): void {
    this.keep(incidentId, changed(this.draftOf(incidentId), name, value))
    this.sendIn(incidentId, how === 'typing' ? PAUSE_MS : 0)
  }

  /** Send now what waits for a pause, as when the writer leaves the field; done when a server has it or none answers. */
  flush(incidentId: string): Promise<void> {
    clearTimeout(this.timers.get(incidentId))
    const sending = this.sending.get(incidentId) ?? this.sendAll(incidentId).finally(() => { this.sending.delete(incidentId) })
    this.sending.set(incidentId, sending)
    return sending
  }

  typeScene(incidentId: string, scene: string | null): void {
    this.keep(incidentId, { ...this.draftOf(incidentId), scene })
  }

  typePickUp(incidentId: string, pickUp: string | null): void {
    this.keep(incidentId, { ...this.draftOf(incidentId), pickUp })
  }

  /** The board: what it shows need not be kept; drafts of incidents that are over are forgotten. */
  learn(open: readonly IncidentView[]): void {
    for (const id of Object.keys(this.drafts.value)) {
      const incident = open.find((one) => one.id === id)
      if (incident) this.keep(id, settled(this.draftOf(id), incident.revision))
      else this.forget(id)
    }
    for (const { id } of open) if (!this.timers.has(id)) this.sendIn(id, 0)
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer)
  }

  private sendIn(incidentId: string, ms: number): void {
    clearTimeout(this.timers.get(incidentId))
    this.timers.set(incidentId, setTimeout(() => { void this.flush(incidentId) }, ms))
  }

  /** One request at a time: two servers must not see two changes of a field in the wrong order. */
  private async sendAll(incidentId: string): Promise<void> {
    for (let next = nextToSend(this.draftOf(incidentId)); next; next = nextToSend(this.draftOf(incidentId))) {
      if (await this.sendField(incidentId, next.name, next.value)) continue
      this.sendIn(incidentId, AGAIN_MS)
      return
    }
  }

  /** Whether the field need not be sent again. */
  private async sendField(incidentId: string, name: FieldName, value: FieldValue): Promise<boolean> {
    try {
      const { revision } = await this.wires.changeForm(incidentId, { [name]: value })
      this.keep(incidentId, saved(this.draftOf(incidentId), name, value, revision))
      return true
    } catch (error) {
      if (!(error instanceof Refusal) || LATER.includes(error.problem.status)) return false
      this.keep(incidentId, refused(this.draftOf(incidentId), name, value))
      this.wires.say(error)
      return true
    }
  }

  private keep(incidentId: string, draft: Draft): void {
    if (draft === this.drafts.value[incidentId]) return
    this.drafts.value = { ...this.drafts.value, [incidentId]: draft }
    draftMemory.keep(incidentId, toKeep(draft))
  }

  private forget(incidentId: string): void {
    this.drafts.value = Object.fromEntries(Object.entries(this.drafts.value).filter(([id]) => id !== incidentId))
    draftMemory.keep(incidentId, null)
  }
}
