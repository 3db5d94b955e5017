import { onBeforeUnmount, watch, type Ref } from 'vue'
import type { Workplace } from '../shared/workplace/workplace.ts'
import { unproject, type View } from './view.ts'

/** A view that moves is told when it rests, with air around it for the next step. */
const REST_MS = 400
const AIR = 0.25

/** Tells the server at which part of the map this page looks. */
export function useLooking(work: Workplace, view: Ref<View>): void {
  let resting: ReturnType<typeof setTimeout> | undefined
  watch(view, (now) => {
    clearTimeout(resting)
    if (now.width > 0) resting = setTimeout(() => { work.board.look(boundsIn(now)) }, REST_MS)
  })
  onBeforeUnmount(() => { clearTimeout(resting) })
}

function boundsIn(view: View): { west: number; south: number; east: number; north: number } {
  const [x, y] = [view.width * AIR, view.height * AIR]
  const low = unproject(view, { x: -x, y: view.height + y })
  const high = unproject(view, { x: view.width + x, y: -y })
  return { west: low.lon, south: low.lat, east: high.lon, north: high.lat }
}
