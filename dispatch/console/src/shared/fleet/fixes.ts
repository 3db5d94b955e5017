import type { PointView, PositionView } from '../../wire/contracts.gen.ts'

/** Where a vehicle was last heard, on the server's clock. */
export interface Fix {
  point: PointView
  fixedAtMs: number
  speedKmh: number | null
  courseDeg: number | null
}
/** By vehicle. */
export type Fixes = ReadonlyMap<string, Fix>

/** Older than this a fix is not where the vehicle is. */
export const STALE_AFTER_S = 60

/** Take what was told just now: the latest wins, what stands for no vehicle is passed over. */
export function applyPositions(fixes: Fixes, told: readonly PositionView[], nowMs: number): Fixes {
  const next = new Map(fixes)
  for (const position of told) {
    const id = position.vehicle_id
    const fix = fixOf(position, nowMs)
    if (id !== null && fix.fixedAtMs >= (next.get(id)?.fixedAtMs ?? -Infinity) - SAME_MS) next.set(id, fix)
  }
  return next
}

/** Seconds since a fix. */
export function fixAgeS(fix: Fix, nowMs: number): number {
  return Math.max(0, (nowMs - fix.fixedAtMs) / 1000)
}

/** The age as the server counted it: the satellites' clock may be another one than ours. */
const SAME_MS = 1000

function fixOf({ lon, lat, age_s, speed_kmh, course_deg }: PositionView, nowMs: number): Fix {
  return { point: { lon, lat }, fixedAtMs: nowMs - age_s * 1000, speedKmh: speed_kmh, courseDeg: course_deg }
}
