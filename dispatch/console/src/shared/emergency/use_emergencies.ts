import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { EmergencyWires } from '../../wire/emergency_wires.ts'
import { codeOf } from '../../wire/problem.ts'
import type { EmergencyView } from '../../wire/contracts.gen.ts'
import { textOfCode } from '../texts/texts.ts'
import type { Workplace } from '../workplace/workplace.ts'
import { sorted, unseen, urgencyOf, type Urgency } from './emergencies.ts'

export interface EmergencyActs {
  open: ComputedRef<EmergencyView[]>
  urgency: ComputedRef<Urgency>
  /** The one whose end is asked for, by its id. */
  ending: Ref<string | null>
  /** The key, or a click on one: the person has it. */
  acknowledge: (which?: EmergencyView) => void
  /** The key, or a click on one: ask why it is over. */
  askEnd: (which?: EmergencyView) => void
  end: (reason: NonNullable<EmergencyView['end_reason']>) => void
  keys: { emergency: () => void; endEmergency: () => void }
}

/** Pressed emergency keys of all vehicles, as this seat may act on them. */
export function useEmergencies(work: Workplace): EmergencyActs {
  const wires = new EmergencyWires(work.centre.api)
  const open = computed(() => sorted(work.board.state.value?.emergencies ?? []))
  const ending = ref<string | null>(null)
  watch(open, (now) => { if (!now.some(({ id, state }) => id === ending.value && state === 'acknowledged')) ending.value = null })

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      work.notes.say(textOfCode('problem', codeOf(error)))
    }
  }
  function acknowledge(which?: EmergencyView): void {
    const one = which ?? unseen(open.value)
    if (one) void attempt(() => wires.acknowledge(one.id, one.raisings))
  }
  function askEnd(which?: EmergencyView): void {
    const one = which ?? open.value.find(({ state }) => state === 'acknowledged')
    ending.value = one && ending.value !== one.id ? one.id : null
  }
  function end(reason: NonNullable<EmergencyView['end_reason']>): void {
    const id = ending.value
    ending.value = null
    if (id !== null) void attempt(() => wires.end(id, reason))
  }
  return {
    open, urgency: computed(() => urgencyOf(open.value)), ending, acknowledge, askEnd, end,
    keys: { emergency: () => { acknowledge() }, endEmergency: () => { askEnd() } },
  }
}
