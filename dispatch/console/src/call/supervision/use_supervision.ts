import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Acts } from '../../shared/keys/keyboard.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { CallView, SupervisionView } from '../../wire/contracts.gen.ts'
import { SupervisionWires } from '../../wire/supervision_wires.ts'

export type Verb = SupervisionView['mode'] | 'force_release' | 'force_transfer'

/** A leader's part in other seats' talks, and what a coached seat is told. */
export interface Supervising {
  /** What its keys do; open shows the seats, to who may go onto their talks. */
  keys: (open: () => void) => Acts
  /** The talks that a leader can go onto, by seat. */
  talks: ComputedRef<readonly CallView[]>
  chosen: Ref<CallView | null>
  verbs: ComputedRef<readonly Verb[]>
  /** Where this person is a leader now. */
  own: ComputedRef<SupervisionView | null>
  /** Who is heard at this seat. */
  coach: ComputedRef<SupervisionView | null>
  act: (verb: Verb, to?: number) => Promise<void>
}

const MODES = ['listen', 'whisper', 'barge', 'take_over'] as const

/** Put it together; say puts a refusal into the bar. */
export function useSupervision(work: Workplace, say: (error: unknown) => void): Supervising {
  const wires = new SupervisionWires(work.centre.api)
  const running = computed(() => work.board.state.value?.supervisions ?? [])
  const chosen = ref<CallView | null>(null)
  const own = computed(() => running.value.find(({ staff_number }) => staff_number === work.you.value?.staff_number) ?? null)
  const coach = computed(() => running.value.find(({ seat, mode, state }) =>
    seat === work.seat.value && state === 'live' && (mode === 'whisper' || mode === 'barge')) ?? null)
  const talks = computed(() => (work.board.state.value?.calls ?? [])
    .filter(({ state, seat }) => (state === 'talking' || state === 'held') && seat !== null && seat !== work.seat.value)
    .sort((a, b) => (a.seat ?? 0) - (b.seat ?? 0)))
  const verbs = computed((): readonly Verb[] => {
    if (!work.has('supervise')) return ['listen']
    return own.value ? MODES : [...MODES, 'force_release', 'force_transfer']
  })
  watch(own, (now) => { if (now?.mode === 'take_over' && now.state === 'live') work.phone.value?.takeOver(null) })

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    await act().catch(say)
  }

  const leave = (): Promise<void> => attempt(async () => { if (own.value) await wires.leave(own.value.id) })

  return {
    keys: (open) => ({
      supervise: () => {
        chosen.value = null
        if (work.has('listen_in')) open()
      },
      leaveTalk: () => { void leave() },
    }),
    talks, chosen, verbs, own, coach,
    act: (verb, to) => attempt(async () => {
      const [call, mine] = [chosen.value, own.value]
      chosen.value = null
      if (call && verb === 'force_transfer') await (to === undefined ? null : wires.forceTransfer(call.id, to))
      else if (verb === 'force_transfer') return
      else if (mine && verb !== 'force_release') await wires.change(mine.id, verb)
      else if (call && verb === 'force_release') await wires.forceRelease(call.id)
      else if (call && verb !== 'force_release') await wires.begin(call.id, verb)
    }),
  }
}
