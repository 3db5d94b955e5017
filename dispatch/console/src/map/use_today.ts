import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { t, textOfCode } from '../shared/texts/texts.ts'
import { dayOf } from '../shared/time/format.ts'
import type { IncidentView } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { codeOf } from '../wire/problem.ts'

export interface Today {
  /** Incidents of this day of the centre that are over and stand on the map. */
  over: ShallowRef<readonly IncidentView[]>
  /** How many, or why there are none. */
  words: Ref<string>
}

const MOST = 200
const AGAIN_MS = 60_000

/** Incidents of today that are over, while somebody wants to see them. */
export function useToday(wires: MapWires, on: () => boolean, zone: string, nowMs: () => number): Today {
  const over: Today['over'] = shallowRef([])
  const words = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  async function ask(): Promise<void> {
    clearTimeout(timer)
    if (!on()) {
      over.value = []
      return
    }
    timer = setTimeout(() => { void ask() }, AGAIN_MS)
    try {
      const { incidents } = await wires.incidents(MOST)
      const today = incidents.filter(({ opened_at }) => dayOf(opened_at, zone) === dayOf(nowMs(), zone))
      over.value = today.filter(({ state, scene }) => state === 'closed' && scene?.point)
      words.value = t(today.length === MOST ? 'layer.today_cut' : 'layer.today_count', { count: over.value.length })
    } catch (error) {
      words.value = textOfCode('problem', codeOf(error))
    }
  }
  watch(on, () => { void ask() }, { immediate: true })
  onUnmounted(() => { clearTimeout(timer) })
  return { over, words }
}
