import { shallowRef, watch, type ShallowRef } from 'vue'
import { t } from '../../shared/texts/texts.ts'
import type { IncidentView, PlaceAroundView, PlacesAround, PointView } from '../../wire/contracts.gen.ts'

/** Farther is no use: whoever fetches it runs both ways. The printed order says the same. */
const WITHIN_M = 500

type Around = (point: PointView, radiusM: number, kinds: readonly PlaceAroundView['kind'][]) => Promise<PlacesAround>

/** The nearest AED to the confirmed place, in words for the caller; null: none near, or the map cannot be asked. */
export function useNearestAed(around: Around, incident: () => IncidentView | null): ShallowRef<string | null> {
  const told = shallowRef<string | null>(null)
  let asked = 0
  watch(() => pointOf(incident()), async () => {
    const own = (asked += 1)
    told.value = null
    const point = incident()?.scene?.point
    if (!point) return
    const found = await around(point, WITHIN_M, ['aed']).catch(() => null)
    if (own === asked) told.value = sentenceOf(found?.places[0])
  }, { immediate: true })
  return told
}

function pointOf(incident: IncidentView | null): string | null {
  const point = incident?.scene?.point
  return point ? `${point.lon} ${point.lat}` : null
}

function sentenceOf(nearest: PlaceAroundView | undefined): string | null {
  if (!nearest) return null
  const told = t('place.nearest_aed', { name: nearest.name, metres: nearest.away_m })
  return nearest.detail ? `${told} · ${nearest.detail}` : told
}
