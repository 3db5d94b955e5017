import type { CoverView } from '../../wire/contracts.gen.ts'
import { isNear, metresPerPixel, project, type View } from '../view.ts'

export type CoverPoints = CoverView['points']
/** By how many ready vehicles a place is reached in time; 2 stands for more too. */
export type Times = CoverPoints[number][2]
export const TIMES: readonly Times[] = [2, 1, 0]

const METRES_PER_DEGREE = 111_320
const LEAST_M = 120
const MOST_M = 700
const LEAST_PX = 3

/** Metres around a point that it stands for: so that points spread over an area nearly touch. */
export function radiusM(points: CoverPoints): number {
  if (points.length === 0) return LEAST_M
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
  const squeezed = Math.cos(((lats[0] ?? 0) * Math.PI) / 180)
  const areaM2 = span(lons) * squeezed * span(lats) * METRES_PER_DEGREE ** 2
  return Math.min(MOST_M, Math.max(LEAST_M, 0.6 * Math.sqrt(areaM2 / points.length)))
}

/** One path for all places that are reached so often: discs, and crosses where nobody comes in time. */
export function pathOf(points: CoverPoints, times: Times, view: View): string {
  const px = Math.max(LEAST_PX, radiusM(points) / metresPerPixel(view))
  return points.filter((point) => point[2] === times).map(([lon, lat]) => {
    const { x, y } = project(view, { lon, lat })
    if (!isNear(view, { x, y }, px)) return ''
    return times === 0 ? cross(x, y, px * 0.35) : disc(x, y, px)
  }).join('')
}

function disc(x: number, y: number, px: number): string {
  const [r, wide] = [px.toFixed(1), (2 * px).toFixed(1)]
  return `M${(x - px).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${wide} 0a${r} ${r} 0 1 0 -${wide} 0`
}

function cross(x: number, y: number, px: number): string {
  const [left, right, top, low] = [x - px, x + px, y - px, y + px].map((value) => value.toFixed(1))
  return `M${left} ${top}L${right} ${low}M${left} ${low}L${right} ${top}`
}
