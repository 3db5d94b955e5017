import type { ClosureDrawn, ClosureView, PointView } from '../../wire/contracts.gen.ts'
import { project, type Spot, type View } from '../view.ts'

export const EFFECTS = [0, 30, 50, 70] as const
export const HOURS = [1, 2, 4, 8, 24] as const
const HOUR_MS = 3_600_000
const MOST_POINTS = 500
const NAMED_STREETS = 3

/** What is being drawn. */
export interface ClosureDraft {
  shape: 'line' | 'area'
  speedPercent: number
  points: readonly PointView[]
  reason: string
  /** In the centre's zone, as the field holds them; empty: now, and in `hours`. */
  begins: string
  ends: string
  hours: number
  /** The places that it cuts off were read, and it is wanted all the same. */
  accepted: boolean
}

export function newClosure(shape: ClosureDraft['shape'] = 'line'): ClosureDraft {
  return { shape, speedPercent: 0, points: [], reason: '', begins: '', ends: '', hours: 2, accepted: false }
}

export function withSpot(draft: ClosureDraft, point: PointView): ClosureDraft {
  return { ...draft, points: [...draft.points, point].slice(0, MOST_POINTS), accepted: false }
}

export function isDrawn({ shape, points }: Pick<ClosureDraft, 'shape' | 'points'>): boolean {
  return points.length >= (shape === 'area' ? 3 : 2)
}

/** The instant of a field such as 2026-11-22T14:30 in a zone. */
export function instantOf(field: string, zone: string): string {
  const utc = Date.parse(`${field}:00Z`)
  const there = Date.parse(`${localOf(utc, zone)}:00Z`)
  return new Date(utc - (there - utc)).toISOString()
}

/** What such a field shows of an instant. */
export function localOf(instant: string | number, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  return format.format(new Date(instant)).replace(' ', 'T')
}

/** What is asked of the server; a drawing without a reason can be checked, not saved. */
export function drawnOf(draft: ClosureDraft, nowMs: number, zone: string): ClosureDrawn {
  const begins = draft.begins ? instantOf(draft.begins, zone) : null
  const from = begins === null ? nowMs : Date.parse(begins)
  return {
    shape: draft.shape, speed_percent: draft.speedPercent, points: [...draft.points], reason: draft.reason.trim() || '—',
    begins_at: begins, ends_at: draft.ends ? instantOf(draft.ends, zone) : new Date(from + draft.hours * HOUR_MS).toISOString(),
  }
}

export type ClosureState = 'coming' | 'in_force' | 'lifted' | 'ended'

export function stateOf({ begins_at, ends_at, lifted_at }: ClosureView, nowMs: number): ClosureState {
  if (lifted_at !== null) return 'lifted'
  if (nowMs >= Date.parse(ends_at)) return 'ended'
  return nowMs < Date.parse(begins_at) ? 'coming' : 'in_force'
}

export function isOpen(closure: ClosureView, nowMs: number): boolean {
  const state = stateOf(closure, nowMs)
  return state === 'coming' || state === 'in_force'
}

/** An hour more than it has. */
export function anHourLonger({ ends_at }: ClosureView): string {
  return new Date(Date.parse(ends_at) + HOUR_MS).toISOString()
}

/** The names that are said, and how many streets there are. */
export function namedStreets({ streets }: Pick<ClosureView, 'streets'>): { named: ClosureView['streets']; count: number } {
  return { named: streets.slice(0, NAMED_STREETS), count: streets.length }
}

/** Where its words stand: on the middle of a line, in the middle of an area. */
export function middleOf({ shape, points }: Pick<ClosureView, 'shape' | 'points'>): PointView {
  if (shape === 'area') {
    const [lon, lat] = [points.map((one) => one.lon), points.map((one) => one.lat)]
    return { lon: (Math.min(...lon) + Math.max(...lon)) / 2, lat: (Math.min(...lat) + Math.max(...lat)) / 2 }
  }
  const place = Math.floor((points.length - 1) / 2)
  const [one, other] = [points[place], points[place + 1] ?? points[place]]
  if (!one || !other) return { lon: 0, lat: 0 }
  return { lon: (one.lon + other.lon) / 2, lat: (one.lat + other.lat) / 2 }
}

/** The path of a closure in a view. */
export function pathOf({ shape, points }: Pick<ClosureDraft, 'shape' | 'points'>, view: View): string {
  const spots: Spot[] = points.map((point) => project(view, point))
  const line = spots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return shape === 'area' && spots.length > 2 ? `${line}Z` : line
}
