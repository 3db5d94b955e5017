import { shallowRef, type ShallowRef } from 'vue'
import type { PointView } from '../wire/contracts.gen.ts'
import type { Camera } from './use_camera.ts'
import { project, unproject, zoomedAt, type Spot } from './view.ts'

export interface Cursor {
  /** Where the cross-hair stands; null while it is not shown. */
  at: ShallowRef<PointView | null>
  /** Steps to the right and down; the first press only shows it. Gives whether the map had to move. */
  move: (right: number, down: number, far: boolean) => boolean
  zoom: (steps: number) => void
  put: (point: PointView) => void
  hide: () => void
  /** Where it stands, or the middle of the screen. */
  place: () => PointView
}

const STEP_PX = 12
const FAR_STEP_PX = 120
/** Nearer to an edge the map moves instead. */
const AIR_PX = 90

/** A cross-hair on the map, for hands that stay on the keyboard. */
export function useCursor(camera: Camera): Cursor {
  const at: Cursor['at'] = shallowRef(null)
  const move: Cursor['move'] = (right, down, far) => {
    const view = camera.view.value
    if (at.value === null) {
      at.value = view.centre
      return false
    }
    const step = far ? FAR_STEP_PX : STEP_PX
    const spot = project(view, at.value)
    const next = { x: spot.x + right * step, y: spot.y + down * step }
    at.value = unproject(view, next)
    const over = overEdge(next, view.width, view.height)
    if (over.x === 0 && over.y === 0) return false
    camera.target.value = { centre: unproject(view, { x: view.width / 2 + over.x, y: view.height / 2 + over.y }), zoom: view.zoom }
    return true
  }
  return {
    at, move,
    zoom: (steps) => {
      if (at.value === null) camera.zoomBy(steps)
      else camera.target.value = zoomedAt(camera.view.value, project(camera.view.value, at.value), steps)
    },
    put: (point) => { at.value = point },
    hide: () => { at.value = null },
    place: () => at.value ?? camera.view.value.centre,
  }
}

function overEdge({ x, y }: Spot, width: number, height: number): Spot {
  const over = (value: number, size: number): number => Math.min(0, value - AIR_PX) + Math.max(0, value - (size - AIR_PX))
  return { x: over(x, width), y: over(y, height) }
}
