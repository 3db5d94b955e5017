import { t } from '../texts/texts.ts'
import type { CallerPlacesView, CallerPlaceView } from '../../wire/contracts.gen.ts'

/** What one source said last, and what contradicts it. */
export interface SourceLine {
  place: CallerPlaceView
  /** How often it said something before. */
  earlier: number
  /** Each as words: what it is away from, and how far. */
  conflicts: readonly string[]
  placed: boolean
}

const SEVERAL_DAYS_S = 2 * 86_400

/** A line for each source, in the order in which they first came; nothing is left out. */
export function linesOf(view: CallerPlacesView): SourceLine[] {
  const bySource = new Map<string, CallerPlaceView[]>()
  for (const place of view.places) {
    const key = `${place.kind} ${place.origin}`
    bySource.set(key, [...(bySource.get(key) ?? []), place])
  }
  return [...bySource.values()].flatMap((said) => {
    const place = said.filter(isPlaced).at(-1) ?? said.at(-1)
    return place ? [{ place, earlier: said.length - 1, conflicts: conflictsOf(view, place), placed: isPlaced(place) }] : []
  })
}

/** Whether it says where; one that was asked in vain does not. */
export function isPlaced({ text, point }: CallerPlaceView): boolean {
  return text !== '' || point !== null
}

/** What a source says, in one line. */
export function whereText({ text, point, district }: CallerPlaceView): string {
  if (text !== '') return text
  if (point) return [district, `${point.lon.toFixed(5)}, ${point.lat.toFixed(5)}`].filter(Boolean).join(' ')
  return t('sources.no_place')
}

/** Metres or kilometres. */
export function lengthText(metres: number): string {
  return metres < 1000 ? t('places.metres', { count: Math.round(metres) }) : t('places.kilometres', { count: (metres / 1000).toFixed(1) })
}

/** How old it is, by the source's own clock where it has one. */
export function ageText({ observed_at, received_at }: CallerPlaceView, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(observed_at ?? received_at)) / 1000))
  if (seconds < 120) return t('sources.seconds', { count: seconds })
  if (seconds < 7200) return t('sources.minutes', { count: Math.round(seconds / 60) })
  if (seconds < SEVERAL_DAYS_S) return t('sources.hours', { count: Math.round(seconds / 3600) })
  return t('sources.days', { count: Math.round(seconds / 86_400) })
}

function conflictsOf({ places, conflicts }: CallerPlacesView, place: CallerPlaceView): string[] {
  return conflicts.flatMap(({ one, other, kind, distance_m }) => {
    if (one !== place.id && other !== place.id) return []
    const against = places.find(({ id }) => id === (one === place.id ? other : one))
    if (!against) return []
    const source = t(`place_kind.${against.kind}`)
    if (distance_m === null) return [`${source} ${t(`place_conflict.${kind}`)}`]
    const apart = t('sources.apart', { kind: source, away: lengthText(distance_m) })
    return [kind === 'datum' ? `${apart} ${t('place_conflict.datum')}` : apart]
  })
}
