import type { DrawOverlay, PointView } from '../wire/contracts.gen.ts'

export const KINDS = ['road', 'estate', 'rename', 'gate'] as const
export type Kind = (typeof KINDS)[number]
type Piece = DrawOverlay['piece']
type RoadClass = Extract<Piece, { kind: 'road' }>['road_class']

export const ROAD_CLASSES = ['trunk', 'primary', 'secondary', 'tertiary', 'residential', 'service'] as const satisfies readonly RoadClass[]

/** What is being drawn: words of the form, points of the map. */
export interface Draft {
  kind: Kind
  name: string
  old: string
  roadClass: (typeof ROAD_CLASSES)[number]
  oneway: -1 | 0 | 1
  points: PointView[]
  house: string
  houses: { number: string; point: PointView }[]
}

export function newDraft(kind: Kind): Draft {
  return { kind, name: '', old: '', roadClass: 'residential', oneway: 0, points: [], house: '', houses: [] }
}

const MOST_POINTS: Readonly<Record<Kind, number>> = { road: 500, estate: 500, rename: 1, gate: 2 }

/** The draft with one point more: a house where a number was typed; the last point moves where no more are taken. */
export function withPoint(draft: Draft, point: PointView): Draft {
  const number = draft.house.trim()
  if (draft.kind === 'estate' && number) return { ...draft, house: '', houses: [...draft.houses, { number, point }] }
  const kept = draft.points.slice(0, MOST_POINTS[draft.kind] - 1)
  return { ...draft, points: [...kept, point] }
}

/** The draft without its last house or point. */
export function withoutLast(draft: Draft): Draft {
  return draft.houses.length > 0 ? { ...draft, houses: draft.houses.slice(0, -1) } : { ...draft, points: draft.points.slice(0, -1) }
}

/** The piece that a draft is; null while something is missing. */
export function pieceOf(draft: Draft): Piece | null {
  const { kind, points, houses } = draft
  const [name, old] = [draft.name.trim(), draft.old.trim()]
  const [at, gate] = points
  if (kind === 'road') return points.length > 1 ? { kind, name, road_class: draft.roadClass, oneway: draft.oneway, points } : null
  if (!name || !at) return null
  if (kind === 'estate') return points.length > 2 ? { kind, name, outline: points, houses } : null
  if (kind === 'rename') return old ? { kind, old, new: name, at } : null
  return gate ? { kind, name, at, gate } : null
}
