import type { PointView } from '../wire/contracts.gen.ts'

const EARTH_RADIUS_M = 6_371_008.8

/** Metres as the crow flies. */
export function distanceM(a: PointView, b: PointView): number {
  const [lat1, lat2] = [radians(a.lat), radians(b.lat)]
  const share = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share)))
}

/** Points on a circle around another, metres away. */
export function circle(centre: PointView, radiusM: number, corners = 64): PointView[] {
  const high = (radiusM / EARTH_RADIUS_M) * (180 / Math.PI)
  const wide = high / Math.cos(radians(centre.lat))
  return Array.from({ length: corners }, (_, index) => {
    const angle = (index / corners) * 2 * Math.PI
    return { lon: centre.lon + wide * Math.cos(angle), lat: centre.lat + high * Math.sin(angle) }
  })
}

/** The longest of 1, 2, 5, 10 … metres that is not longer. */
export function roundLengthM(longestM: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(longestM, 1)))
  return [5, 2, 1].map((step) => step * power).find((length) => length <= longestM) ?? 1
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
