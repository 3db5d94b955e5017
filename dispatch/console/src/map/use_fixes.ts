import { shallowRef, type ShallowRef } from 'vue'
import { applyPositions, type Fixes } from '../shared/fleet/fixes.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'

/** Where every vehicle was last heard; ages go on while nothing is heard. */
export function useFixes(work: Workplace): ShallowRef<Fixes> {
  const fixes: ShallowRef<Fixes> = shallowRef(new Map())
  work.board.watchPositions((told) => { fixes.value = applyPositions(fixes.value, told, work.clock.now.value) })
  return fixes
}
