import { Geodesic } from 'geographiclib-geodesic'
import type { PointView } from '../wire/contracts.gen.ts'

/** Metres between two points on the ellipsoid WGS-84, to a fraction of a millimetre. Source: Karney 2013. */
export function geodesicM(a: PointView, b: PointView): number {
  return Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon, Geodesic.DISTANCE).s12 ?? 0
}

/** Metres from the first point to each, along those between. */
export function runningM(points: readonly PointView[]): number[] {
  let total = 0
  return points.map((point, index) => (total += geodesicM(points[index - 1] ?? point, point)))
}

export interface Ring {
  areaM2: number
  perimeterM: number
  /** Two sides cross: the area counts one part against the other, and is none. */
  crosses: boolean
}

/** The ground within points, in whichever sense they run; its sides are geodesics. */
export function ringOf(points: readonly PointView[]): Ring {
  const polygon = Geodesic.WGS84.Polygon(false)
  for (const { lon, lat } of points) polygon.AddPoint(lat, lon)
  const { area, perimeter } = polygon.Compute(false, true)
  return { areaM2: points.length < 3 ? 0 : Math.abs(area ?? 0), perimeterM: perimeter, crosses: crossesItself(points) }
}

/** Whether two sides that are not neighbours meet; exact enough on a plane for what a screen shows. */
export function crossesItself(points: readonly PointView[]): boolean {
  const sides = points.map((from, index) => ({ from, to: points[(index + 1) % points.length] ?? from }))
  return sides.some((one, first) => sides.some((other, second) => {
    const apart = second - first
    return apart > 1 && apart < sides.length - 1 && meet(one, other)
  }))
}

interface Side {
  from: PointView
  to: PointView
}

function meet(one: Side, other: Side): boolean {
  return sideOf(one, other.from) * sideOf(one, other.to) < 0 && sideOf(other, one.from) * sideOf(other, one.to) < 0
}

function sideOf({ from, to }: Side, point: PointView): number {
  return (to.lon - from.lon) * (point.lat - from.lat) - (to.lat - from.lat) * (point.lon - from.lon)
}
