import type { BoundsView, PointView } from '../wire/contracts.gen.ts'

/** A part of the map on the screen: north up, Mercator. */
export interface View {
  centre: PointView
  zoom: number
  width: number
  height: number
}
export interface Spot {
  x: number
  y: number
}

export const TILE_PX = 512
export const NEAREST_ZOOM = 18
const EQUATOR_M = 40_075_016.686
const STEEPEST = 85

/** The pixel of a point, from the view's top left corner. */
export function project(view: View, point: PointView): Spot {
  const size = worldPx(view.zoom)
  const [middle, spot] = [onWorld(view.centre), onWorld(point)]
  return { x: (spot.x - middle.x) * size + view.width / 2, y: (spot.y - middle.y) * size + view.height / 2 }
}

/** The point under a pixel. */
export function unproject(view: View, { x, y }: Spot): PointView {
  const size = worldPx(view.zoom)
  const middle = onWorld(view.centre)
  const [worldX, worldY] = [middle.x + (x - view.width / 2) / size, middle.y + (y - view.height / 2) / size]
  return { lon: worldX * 360 - 180, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * worldY))) * 180) / Math.PI }
}

/** The view after a zoom that leaves the ground under one pixel where it is. */
export function zoomedAt(view: View, at: Spot, steps: number): Pick<View, 'centre' | 'zoom'> {
  const zoom = Math.min(NEAREST_ZOOM, view.zoom + steps)
  const middle = { x: view.width / 2, y: view.height / 2 }
  const held = { ...view, zoom, centre: unproject(view, at) }
  return { zoom, centre: unproject(held, { x: 2 * middle.x - at.x, y: 2 * middle.y - at.y }) }
}

/** Metres of the ground under a pixel in the middle of a view. */
export function metresPerPixel({ centre, zoom }: Pick<View, 'centre' | 'zoom'>): number {
  return (EQUATOR_M * Math.cos((centre.lat * Math.PI) / 180)) / worldPx(zoom)
}

/** The view that shows a box with some air around it. */
export function fitted(view: View, { west, south, east, north }: BoundsView, airPx = 80): View {
  const [low, high] = [onWorld({ lon: west, lat: south }), onWorld({ lon: east, lat: north })]
  const wide = Math.max(high.x - low.x, 1e-9)
  const tall = Math.max(low.y - high.y, 1e-9)
  const px = Math.min((view.width - 2 * airPx) / wide, (view.height - 2 * airPx) / tall)
  const zoom = Math.min(NEAREST_ZOOM, Math.max(2, Math.log2(Math.max(px, 1) / TILE_PX)))
  const middle = { ...view, centre: { lon: 0, lat: 0 }, zoom: 0, width: TILE_PX, height: TILE_PX }
  const spot = { x: ((low.x + high.x) / 2) * TILE_PX, y: ((low.y + high.y) / 2) * TILE_PX }
  return { ...view, centre: unproject(middle, spot), zoom }
}

/** The box around points; null without any. */
export function boundsOf(points: readonly PointView[]): BoundsView | null {
  if (points.length === 0) return null
  const [lons, lats] = [points.map(({ lon }) => lon), points.map(({ lat }) => lat)]
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) }
}

/** Whether a pixel lies in the view, or so near that what stands there is partly seen. */
export function isNear({ width, height }: View, { x, y }: Spot, airPx = 60): boolean {
  return x > -airPx && y > -airPx && x < width + airPx && y < height + airPx
}

function worldPx(zoom: number): number {
  return TILE_PX * 2 ** zoom
}

/** 0 to 1 from the west, 0 to 1 from the north. */
function onWorld({ lon, lat }: PointView): Spot {
  const bounded = (Math.max(-STEEPEST, Math.min(STEEPEST, lat)) * Math.PI) / 180
  return { x: (lon + 180) / 360, y: (1 - Math.asinh(Math.tan(bounded)) / Math.PI) / 2 }
}
