import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { PointView } from '../wire/contracts.gen.ts'
import type { Tool } from './map_keys.ts'

/** Tools that stay on until they are put away. */
export type Standing = 'distance' | 'area' | 'around' | 'here' | 'layers' | 'print'

export interface Tools {
  /** The tool in hand, or null. */
  standing: Ref<Standing | null>
  /** Points of the measurement, in the order in which they were set. */
  measured: ShallowRef<readonly PointView[]>
  measuring: ComputedRef<boolean>
  /** What was measured stays for the sheet that is printed, and goes with every other tool. */
  take: (tool: Tool) => void
  add: (point: PointView) => void
  takeBack: () => void
  putAway: () => void
}

const STANDING: readonly Standing[] = ['distance', 'area', 'around', 'here', 'layers', 'print']

/** What the left column holds; what is done once goes to whoever does it. */
export function useTools(once: Readonly<Record<Exclude<Tool, Standing>, () => void>>): Tools {
  const standing = ref<Standing | null>(null)
  const measured: Tools['measured'] = shallowRef([])
  const putAway = (): void => {
    standing.value = null
    measured.value = []
  }
  return {
    standing, measured, putAway,
    take: (tool) => {
      if (!isStanding(tool)) {
        once[tool]()
        return
      }
      const next = standing.value === tool ? null : tool
      if (next !== 'print') putAway()
      standing.value = next
    },
    measuring: computed(() => standing.value === 'distance' || standing.value === 'area'),
    add: (point) => { measured.value = [...measured.value, point] },
    takeBack: () => { measured.value = measured.value.slice(0, -1) },
  }
}

function isStanding(tool: Tool): tool is Standing {
  return (STANDING as readonly Tool[]).includes(tool)
}
