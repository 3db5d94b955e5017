import { onUnmounted, shallowRef, watch, type ShallowRef } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import { isOver } from '../../shared/board/incidents.ts'
import type { DuplicateView, IncidentView } from '../../wire/contracts.gen.ts'
import type { IncidentWires } from '../../wire/incident_wires.ts'

const PAUSE_MS = 150

/** Open incidents that may be the same as this one, asked anew when any of them moves. */
export function useDuplicates(
  wires: IncidentWires, incident: () => IncidentView | null, board: () => BoardState | null,
): ShallowRef<readonly DuplicateView[]> {
  const found: ShallowRef<readonly DuplicateView[]> = shallowRef([])
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(id: string): Promise<void> {
    const answer = await wires.duplicates(id).catch(() => null)
    if (answer && incident()?.id === id) found.value = answer.incidents
  }

  watch(() => incident()?.id, () => { found.value = [] })
  watch(() => wanted(incident(), board()), (key) => {
    clearTimeout(timer)
    const id = incident()?.id
    if (key === null || id === undefined) found.value = []
    else timer = setTimeout(() => { void look(id) }, PAUSE_MS)
  }, { immediate: true })
  onUnmounted(() => { clearTimeout(timer) })
  return found
}

/** Changes whenever the answer may; null: there is nothing to compare. */
function wanted(incident: IncidentView | null, board: BoardState | null): string | null {
  if (!incident || !board || isOver(incident)) return null
  const others = board.incidents.map(({ id, state, scene, calls }) => `${id} ${state} ${scene?.text ?? ''} ${calls.length}`)
  return [incident.id, incident.scene?.text, incident.form.contact_number, ...others].join('\n')
}
