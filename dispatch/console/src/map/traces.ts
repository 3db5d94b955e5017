import type { Fixes } from '../shared/fleet/fixes.ts'
import type { PointView } from '../wire/contracts.gen.ts'

interface Heard {
  atMs: number
  point: PointView
}
/** By vehicle, oldest first. */
export type Traces = ReadonlyMap<string, readonly Heard[]>

const KEPT_MS = 10 * 60_000
const MOST = 600
/** Nothing was heard for longer: nobody knows where it was meanwhile, and no line is drawn. */
export const GAP_MS = 60_000

/** Take what is known now; old fixes fall off. */
export function traced(before: Traces, fixes: Fixes, nowMs: number): Traces {
  const next = new Map<string, readonly Heard[]>()
  for (const [id, { fixedAtMs, point }] of fixes) {
    const heard = before.get(id) ?? []
    const last = heard.at(-1)
    const isNew = !last || last.point.lon !== point.lon || last.point.lat !== point.lat
    const all = isNew ? [...heard, { atMs: fixedAtMs, point }] : heard
    next.set(id, all.filter(({ atMs }) => nowMs - atMs <= KEPT_MS).slice(-MOST))
  }
  return next
}

/** The lines of a trace: it breaks where nothing was heard. */
export function linesOf(heard: readonly Heard[]): PointView[][] {
  const lines: PointView[][] = []
  heard.forEach(({ atMs, point }, index) => {
    const before = heard[index - 1]
    if (before && atMs - before.atMs <= GAP_MS) lines.at(-1)?.push(point)
    else lines.push([point])
  })
  return lines.filter(({ length }) => length > 1)
}
