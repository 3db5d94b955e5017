import { shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { BoundsView, PointView } from '../wire/contracts.gen.ts'
import { boundsOf, fitted, type View } from './view.ts'

export type Target = Pick<View, 'centre' | 'zoom'>

export interface Camera {
  /** What the base map shows now. */
  view: ShallowRef<View>
  /** Where it is to go; every new value is a new order. */
  target: ShallowRef<Target>
  centre: (point: PointView) => void
  showAll: (points: readonly PointView[]) => void
  city: () => void
  zoomBy: (steps: number) => void
}

const STREET_ZOOM = 14.5
const NOWHERE: View = { centre: { lon: 108, lat: 34 }, zoom: 7, width: 0, height: 0 }

/** Where the map looks: the whole city first, then wherever the work goes. */
export function useCamera(city: ComputedRef<BoundsView | null>, focus: ComputedRef<PointView | null>): Camera {
  const view = shallowRef(NOWHERE)
  const target: ShallowRef<Target> = shallowRef(NOWHERE)
  const camera: Camera = {
    view,
    target,
    centre: (centre) => { target.value = { centre, zoom: Math.max(view.value.zoom, STREET_ZOOM) } },
    showAll: (points) => { show(boundsOf(points)) },
    city: () => { show(city.value, 24) },
    zoomBy: (steps) => { target.value = { centre: view.value.centre, zoom: view.value.zoom + steps } },
  }
  function show(bounds: BoundsView | null, airPx?: number): void {
    if (bounds && view.value.width > 0) target.value = fitted(view.value, bounds, airPx)
  }
  begin(camera, city, focus)
  watch(() => focus.value && `${focus.value.lon} ${focus.value.lat}`, () => { if (focus.value) camera.centre(focus.value) })
  return camera
}

/** The whole city, as soon as the screen's size and the city are known; again when it is known better. */
function begin(camera: Camera, city: ComputedRef<BoundsView | null>, focus: ComputedRef<PointView | null>): void {
  watch([() => camera.view.value.width > 0, city], ([measured]) => {
    if (!measured || !city.value) return
    camera.city()
    if (focus.value) camera.target.value = { centre: focus.value, zoom: STREET_ZOOM }
  }, { immediate: true })
}
