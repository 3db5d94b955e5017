import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import { isOver } from '../../shared/board/incidents.ts'
import type { IncidentView, RecommendationView } from '../../wire/contracts.gen.ts'
import type { OrderWires } from '../../wire/order_wires.ts'

const AGAIN_MS = 10_000
const PAUSE_MS = 60

export interface Recommended {
  answer: ShallowRef<RecommendationView | null>
  /** none: nothing to recommend for; away: no server answered. */
  state: Ref<'none' | 'loading' | 'away' | 'ready'>
  /** Ask anew: something changed that the board does not show. */
  refresh: () => void
}

/** What is recommended for an incident: anew when its place, its needs or the fleet change, and as vehicles drive. */
export function useRecommendation(
  wires: OrderWires, incident: () => IncidentView | null, board: () => BoardState | null,
): Recommended {
  const answer: Recommended['answer'] = shallowRef(null)
  const state: Recommended['state'] = ref('none')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(id: string, place: string): Promise<void> {
    const found = await wires.recommend(id).catch(() => null)
    if (placeOf(incident()) !== place) return
    if (found) answer.value = found
    state.value = found ? 'ready' : 'away'
    again(AGAIN_MS)
  }

  function again(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const [shown, place] = [incident(), placeOf(incident())]
      if (shown && place !== null) void look(shown.id, place)
    }, ms)
  }

  watch(() => placeOf(incident()), (place) => {
    answer.value = null
    state.value = place === null ? 'none' : 'loading'
  }, { immediate: true })
  watch(() => needsOf(incident(), board()), (needs) => { if (needs !== null) again(PAUSE_MS) }, { immediate: true })
  onUnmounted(() => { clearTimeout(timer) })
  return { answer, state, refresh: () => { again(PAUSE_MS) } }
}

/** The place for which a list holds; another place makes the old list worthless. */
function placeOf(incident: IncidentView | null): string | null {
  if (!incident?.scene || isOver(incident)) return null
  return [incident.id, incident.scene.text, incident.scene.point?.lon, incident.scene.point?.lat].join(' ')
}

function needsOf(incident: IncidentView | null, board: BoardState | null): string | null {
  const place = placeOf(incident)
  if (place === null) return null
  const { complaint, infectious, wanted_hospital, priority, stretcher, elevator, gestation_weeks } = incident?.form ?? {}
  const fleet = board?.vehicles.map(({ id, status }) => `${id} ${status}`) ?? []
  return [place, complaint, infectious, wanted_hospital, priority, stretcher, elevator, gestation_weeks, ...fleet].join('\n')
}
