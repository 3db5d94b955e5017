import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Acts } from '../../shared/keys/keyboard.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { CareWires } from '../../wire/care_wires.ts'
import type { HandoverView } from '../../wire/contracts.gen.ts'
import { Refusal } from '../../wire/problem.ts'

/** Open work that keeps a person from leaving. */
export interface Left {
  calls: number
  orders: number
  tasks: number
}

export interface Leaving {
  keys: Acts
  /** Why the seat cannot be left yet. */
  work: Ref<Left | null>
  /** What this seat asked another to take; it waits for the answer. */
  asked: ComputedRef<HandoverView | null>
  /** What another seat asks this one to take. */
  offered: ComputedRef<HandoverView | null>
  leave: () => Promise<void>
  ask: (seat: number) => Promise<void>
  accept: () => Promise<void>
  decline: (id: string) => Promise<void>
  stay: () => void
  /** A leader is about to sign another seat off. */
  forcing: Ref<boolean>
  force: (seat: number, reason: string) => Promise<void>
}

/** Nobody leaves work behind: another seat takes it first. */
export function useLeaving(work: Workplace, wires: CareWires, attempt: (act: () => Promise<unknown>) => Promise<void>, left: () => void): Leaving {
  const held = ref<Left | null>(null)
  const forcing = ref(false)
  const all = computed(() => work.board.state.value?.handovers ?? [])
  const asked = computed(() => all.value.find(({ seat, state }) => seat === work.seat.value && state === 'asked') ?? null)
  const offered = computed(() => all.value.find(({ to_seat, state }) => to_seat === work.seat.value && state === 'asked') ?? null)

  async function leave(): Promise<void> {
    await attempt(async () => {
      held.value = await standUp(work)
      if (held.value === null) left()
    })
  }

  async function accept(): Promise<void> {
    const one = offered.value
    if (one) await attempt(() => wires.acceptHandover(one.id))
  }

  followAnswer(work, asked, (id) => all.value.find((one) => one.id === id)?.state === 'accepted', leave)
  followSeat(work, left)

  return {
    work: held, asked, offered, leave, accept, forcing,
    keys: { takeWorkOver: () => { void accept() }, forceSignOff: () => { forcing.value = work.has('supervise') && !forcing.value } },
    force: (seat, reason) => attempt(async () => {
      await wires.forceSignOff(seat, reason)
      forcing.value = false
    }),
    ask: (to) => attempt(async () => { if (work.seat.value !== null) await wires.askHandover(work.seat.value, to) }),
    decline: (id) => attempt(() => wires.declineHandover(id)),
    stay: () => { held.value = null },
  }
}

/** Leave the seat; null, or the open work that keeps this person there. */
async function standUp(work: Workplace): Promise<Left | null> {
  try {
    await work.standUp()
    return null
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'handover_needed') throw error
    const count = (name: string): number => Number(error.parameter(name) ?? 0)
    return { calls: count('calls'), orders: count('orders'), tasks: count('tasks') }
  }
}

/** Taken: this person leaves, once his talk has gone over. Not taken: he is told and chooses again. */
function followAnswer(work: Workplace, asked: ComputedRef<HandoverView | null>, isAccepted: (id: string) => boolean, leave: () => Promise<void>): void {
  const seat = computed(() => work.board.state.value?.seats.find(({ number }) => number === work.seat.value) ?? null)
  let waiting: string | null = null

  watch([asked, () => seat.value?.state], () => {
    if (asked.value) waiting = asked.value.id
    if (waiting === null || asked.value) return
    if (!isAccepted(waiting)) {
      waiting = null
      work.notes.say(t('leaving.refused'))
    } else if (seat.value && seat.value.state !== 'talking') {
      waiting = null
      void leave()
    }
  }, { immediate: true })
}

/** A leader signed this seat off: its page leaves it too. */
function followSeat(work: Workplace, left: () => void): void {
  const sitting = computed(() => work.board.state.value?.seats.find(({ number }) => number === work.seat.value)?.staff_number)
  watch(sitting, (now, before) => {
    if (now !== null || before === undefined || before !== work.you.value?.staff_number || work.seat.value === null) return
    work.notes.say(t('leaving.signed_off'))
    work.forgetSeat()
    left()
  })
}
