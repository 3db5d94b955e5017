import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { PlaceSuggestions, PointView } from '../../wire/contracts.gen.ts'
import type { IncidentWires } from '../../wire/incident_wires.ts'
import { asked, type Clicked } from './proposals.ts'

const PAUSE_MS = 70
const NOTHING: PlaceSuggestions = { places: [], hint: '', centred: true }

export interface PlaceSearch {
  found: ShallowRef<PlaceSuggestions>
  /** The rows belong to the text as it stands. */
  current: Ref<boolean>
  /** No server finds addresses now. */
  away: Ref<boolean>
}

/** Places that fit a text, asked anew whenever the typist pauses; an old answer changes nothing. */
export function usePlaces(wires: IncidentWires, text: () => string, near: () => PointView | null): PlaceSearch {
  const found: PlaceSearch['found'] = shallowRef(NOTHING)
  const [current, away] = [ref(true), ref(false)]
  let timer: ReturnType<typeof setTimeout> | undefined

  async function search(wanted: string): Promise<void> {
    const answer = await wires.suggestPlaces(wanted, near()).catch(() => null)
    if (asked(text()) !== wanted) return
    found.value = answer ?? NOTHING
    away.value = answer === null
    current.value = true
  }

  watch(() => asked(text()), (wanted) => {
    clearTimeout(timer)
    current.value = wanted === ''
    if (wanted === '') found.value = NOTHING
    else timer = setTimeout(() => { void search(wanted) }, PAUSE_MS)
  }, { immediate: true })
  onUnmounted(() => { clearTimeout(timer) })
  return { found, current, away }
}

/** The point clicked on the map, and what lies there once a server has said so. */
export function useClicked(wires: IncidentWires, point: () => PointView | null): ShallowRef<Clicked | null> {
  const clicked: ShallowRef<Clicked | null> = shallowRef(null)
  watch(point, async (at) => {
    clicked.value = at && { point: at, found: null }
    if (!at) return
    const found = await wires.reversePlace(at).catch(() => null)
    if (point() === at) clicked.value = { point: at, found }
  }, { immediate: true })
  return clicked
}
