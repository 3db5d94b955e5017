import { computed, onMounted, onUnmounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { PointView } from '../wire/contracts.gen.ts'
import { toolOf, type Tool } from './map_keys.ts'

/** Tools that stay on until they are put away. */
export type Standing = 'distance' | 'area' | 'around'

export interface Tools {
  /** The tool in hand, or null. */
  standing: Ref<Standing | null>
  hospitals: Ref<boolean>
  /** Points of the measurement, in the order in which they were set. */
  measured: ShallowRef<readonly PointView[]>
  measuring: ComputedRef<boolean>
  take: (tool: Tool) => void
  add: (point: PointView) => void
  putAway: () => void
}

/** What the left column holds; the camera's two keys go to the camera. */
export function useTools(camera: { centre: () => void; city: () => void }): Tools {
  const standing = ref<Standing | null>(null)
  const hospitals = ref(true)
  const measured: Tools['measured'] = shallowRef([])
  const putAway = (): void => {
    standing.value = null
    measured.value = []
  }
  const toggle = (tool: Standing): void => {
    const next = standing.value === tool ? null : tool
    putAway()
    standing.value = next
  }
  const acts: Record<Tool, () => void> = {
    centre: camera.centre,
    city: camera.city,
    distance: () => { toggle('distance') },
    area: () => { toggle('area') },
    around: () => { toggle('around') },
    hospitals: () => { hospitals.value = !hospitals.value },
  }
  const take = (tool: Tool): void => { acts[tool]() }
  hearKeys(take, putAway)
  return {
    standing, hospitals, measured, take, putAway,
    measuring: computed(() => standing.value === 'distance' || standing.value === 'area'),
    add: (point) => { measured.value = [...measured.value, point] },
  }
}

function hearKeys(take: (tool: Tool) => void, putAway: () => void): void {
  const press = (event: KeyboardEvent): void => {
    if (event.repeat || event.isComposing) return
    const tool = toolOf(event)
    if (tool) take(tool)
    else if (event.code === 'Escape') putAway()
    else return
    event.preventDefault()
  }
  onMounted(() => { window.addEventListener('keydown', press) })
  onUnmounted(() => { window.removeEventListener('keydown', press) })
}
