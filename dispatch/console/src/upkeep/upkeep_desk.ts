import { computed, ref, shallowRef, type ShallowRef } from 'vue'
import { t } from '../shared/texts/texts.ts'
import { useAttempt, type Attempts } from '../shared/ui/use_attempt.ts'
import type { Centre } from '../wire/centre.ts'
import type { ComplaintLine, KeptView, ThingLook, UpkeepChangeView } from '../wire/contracts.gen.ts'
import { Refusal } from '../wire/problem.ts'
import { UpkeepWires, type KeptKind } from '../wire/upkeep_wires.ts'
import { uuid7 } from '../wire/uuid7.ts'
import { contentOf, draftOf, type Draft } from './fields.ts'

/** What is written now: a thing that is kept, or a new one. */
export interface Writing {
  id: string
  expected: number
  revision: number | null
  retired: boolean
}

const LOOK_AFTER_MS = 300

/** The things of one kind, and the one of them that is written. */
export class UpkeepDesk {
  readonly wires: UpkeepWires
  readonly attempts: Attempts
  readonly kind = ref<KeptKind>('station')
  readonly rows: ShallowRef<readonly KeptView[]> = shallowRef([])
  readonly writing: ShallowRef<Writing | null> = shallowRef(null)
  readonly draft: ShallowRef<Draft> = shallowRef(draftOf('station', null))
  readonly look: ShallowRef<ThingLook | null> = shallowRef(null)
  /** What plans may be for; asked for with them. */
  readonly complaints: ShallowRef<readonly ComplaintLine[]> = shallowRef([])
  readonly history: ShallowRef<readonly UpkeepChangeView[]> = shallowRef([])
  readonly doubts = computed(() => this.look.value?.doubts ?? [])
  readonly confirmed = ref(false)
  readonly reason = ref('')
  readonly said = ref('')
  private looking: ReturnType<typeof setTimeout> | undefined

  constructor(centre: Centre) {
    this.wires = new UpkeepWires(centre.api)
    this.attempts = useAttempt(centre)
  }

  load = async (): Promise<void> => {
    const asked = this.kind.value
    const found = await this.wires.list(asked)
    if (asked === 'plan') this.complaints.value = await this.wires.complaints()
    if (asked === this.kind.value) this.rows.value = found
  }

  /** Another kind: nothing is written any more. */
  begun(): void {
    this.rows.value = []
    this.write(null, draftOf(this.kind.value, null))
    void this.attempts.attempt(this.load)
  }

  choose = (row: KeptView | null): void => {
    this.write(row && writingOf(row), draftOf(this.kind.value, row?.content ?? null))
    if (row) void this.tell(row.id)
  }

  begin = (): void => {
    this.said.value = ''
    this.write({ id: uuid7(), expected: 0, revision: null, retired: false }, draftOf(this.kind.value, null))
  }

  save = async (): Promise<void> => {
    const [one, content] = [this.writing.value, contentOf(this.kind.value, this.draft.value)]
    if (!one || !content) return
    const confirmed = this.confirmed.value ? [...this.doubts.value] : []
    const asked = { content, expected: one.expected, reason: this.reason.value.trim(), confirmed }
    await this.act(() => this.wires.keep(this.kind.value, one.id, asked), 'upkeep.saved')
    if (this.attempts.failure.value) await this.lookNow()
  }

  retire = async (): Promise<void> => {
    const one = this.writing.value
    const asked = one && { expected: one.expected, reason: this.reason.value.trim() }
    if (asked) await this.act(() => this.wires.retire(this.kind.value, one.id, asked), 'upkeep.saved')
  }

  /** Take back the last change of the thing that is written. */
  undo = async (): Promise<void> => {
    const last = this.writing.value?.revision
    if (typeof last === 'number') await this.act(() => this.wires.undo(last), 'upkeep.undone')
  }

  /** What speaks against it is asked a moment after something was written. */
  changed(): void {
    clearTimeout(this.looking)
    this.confirmed.value = false
    if (this.writing.value) this.looking = setTimeout(() => { void this.lookNow() }, LOOK_AFTER_MS)
  }

  private write(one: Writing | null, next: Draft): void {
    this.writing.value = one
    this.draft.value = next
    this.look.value = null
    this.confirmed.value = false
    this.reason.value = ''
    this.history.value = []
  }

  private async tell(id: string): Promise<void> {
    const found = await this.wires.changes(this.kind.value, id).catch(() => [])
    if (this.writing.value?.id === id) this.history.value = found
  }

  /** Read again what was changed: as it is now, or beside what is written. */
  private async again(id: string, { keep }: { keep: boolean }): Promise<void> {
    await this.load()
    const row = this.rows.value.find((one) => one.id === id)
    if (row && !keep) this.choose(row)
    else if (row) {
      this.writing.value = writingOf(row)
      await this.tell(id)
    }
  }

  private async act(change: () => Promise<UpkeepChangeView>, text: 'upkeep.saved' | 'upkeep.undone'): Promise<void> {
    const id = this.writing.value?.id
    this.said.value = ''
    await this.attempts.attempt(async () => {
      try {
        const done = await change()
        this.said.value = t(text, { name: done.name })
        await this.again(done.thing_id, { keep: false })
      } catch (error) {
        // What was written stays: who was first is read beside it.
        if (id && error instanceof Refusal && error.code === 'kept_changed_meanwhile') await this.again(id, { keep: true })
        throw error
      }
    })
  }

  private async lookNow(): Promise<void> {
    const [one, content] = [this.writing.value, contentOf(this.kind.value, this.draft.value)]
    const found = one && content ? await this.wires.look(this.kind.value, one.id, content).catch(() => null) : null
    if (one === this.writing.value) this.look.value = found
  }
}

function writingOf({ id, version, revision, retired }: KeptView): Writing {
  return { id, expected: version, revision, retired }
}
