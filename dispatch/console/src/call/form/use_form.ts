import { computed, onUnmounted, watch, type ComputedRef } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import { isOver } from '../../shared/board/incidents.ts'
import type { IncidentView } from '../../wire/contracts.gen.ts'
import type { IncidentWires } from '../../wire/incident_wires.ts'
import { EMPTY, type Draft } from './drafts.ts'
import { FormSaver } from './form_saver.ts'

export interface Form {
  draft: ComputedRef<Draft>
  saver: FormSaver
}

/** The call form of the shown incident: what is typed outlives this page until a server has it. */
export function useForm(
  wires: IncidentWires, incident: () => IncidentView | null, board: () => BoardState | null, say: (error: unknown) => void,
): Form {
  const saver = new FormSaver({ changeForm: wires.changeForm, say })
  const draft = computed(() => {
    const shown = incident()
    return shown ? saver.drafts.value[shown.id] ?? EMPTY : EMPTY
  })
  watch(() => board()?.incidents, (incidents) => {
    if (incidents) saver.learn(incidents.filter((one) => !isOver(one)))
  }, { immediate: true })
  onUnmounted(() => { saver.stop() })
  return { draft, saver }
}
