import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { HereView, PointView } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { codeOf } from '../wire/problem.ts'

export interface HereAsked {
  /** The point that was asked for. */
  point: ShallowRef<PointView | null>
  answer: ShallowRef<HereView | null>
  /** Why nobody answers; empty while somebody does. */
  failed: Ref<string>
  ask: (point: PointView) => void
}

/** What is here: of the newest point only. */
export function useHere(wires: MapWires): HereAsked {
  const point: HereAsked['point'] = shallowRef(null)
  const answer: HereAsked['answer'] = shallowRef(null)
  const failed = ref('')
  async function ask(asked: PointView): Promise<void> {
    point.value = asked
    answer.value = null
    failed.value = ''
    try {
      const told = await wires.here(asked)
      if (point.value === asked) answer.value = told
    } catch (error) {
      if (point.value === asked) failed.value = codeOf(error)
    }
  }
  return { point, answer, failed, ask: (asked) => { void ask(asked) } }
}
