import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { PlaceAroundView, PointView } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { codeOf } from '../wire/problem.ts'
import { around, AROUND_KINDS, RADII_M, thingOf, type AroundKind, type OnMap, type Placed, type Thing } from './around.ts'

export interface Around {
  /** Around which point; null while nobody asked. */
  point: ShallowRef<PointView | null>
  radiusM: ComputedRef<number>
  kinds: ShallowRef<ReadonlySet<AroundKind>>
  /** Nearest first, nine at a time. */
  page: ComputedRef<Placed[]>
  found: ComputedRef<Placed[]>
  first: Ref<number>
  /** Why the map's own places are missing; empty while they are not. */
  away: Ref<string>
  ask: (point: PointView) => void
  widen: (steps: number) => void
  toggle: (kind: AroundKind) => void
  next: () => void
}

export const A_PAGE = 9
const ON_BOARD: ReadonlySet<AroundKind> = new Set(['ready', 'running', 'off', 'stations', 'hospitals'])
const BEGIN = RADII_M.indexOf(1000)

/** What stands around a point: the centre's own things at once, the map's places as the server finds them. */
export function useAround(wires: MapWires, things: () => readonly Thing[]): Around {
  const point: Around['point'] = shallowRef(null)
  const step = ref(BEGIN)
  const first = ref(0)
  const kinds: Around['kinds'] = shallowRef(new Set<AroundKind>(['ready', 'running', 'stations', 'hospitals']))
  const radiusM = computed(() => RADII_M[step.value] ?? RADII_M[BEGIN] ?? 1000)
  const wanted = computed(() => AROUND_KINDS.map(({ kind }) => kind).filter((kind): kind is OnMap => kinds.value.has(kind) && !ON_BOARD.has(kind)))
  const { told, away } = usePlaces(wires, () => ({ point: point.value, radiusM: radiusM.value, kinds: wanted.value }))
  const found = computed(() => (point.value
    ? around(point.value, radiusM.value, kinds.value, [...things(), ...told.value.map(thingOf)])
    : []))
  watch([point, radiusM, kinds], () => { first.value = 0 })
  return {
    point, radiusM, kinds, found, first, away,
    page: computed(() => found.value.slice(first.value, first.value + A_PAGE)),
    ask: (asked) => { point.value = asked },
    widen: (steps) => { step.value = Math.max(0, Math.min(RADII_M.length - 1, step.value + steps)) },
    toggle: (kind) => {
      const next = new Set(kinds.value)
      if (!next.delete(kind)) next.add(kind)
      kinds.value = next
    },
    next: () => { first.value = first.value + A_PAGE < found.value.length ? first.value + A_PAGE : 0 },
  }
}

interface Asked {
  point: PointView | null
  radiusM: number
  kinds: readonly OnMap[]
}

function usePlaces(wires: MapWires, asked: () => Asked): { told: ShallowRef<readonly PlaceAroundView[]>; away: Ref<string> } {
  const told: ShallowRef<readonly PlaceAroundView[]> = shallowRef([])
  const away = ref('')
  let newest = 0
  async function ask({ point, radiusM, kinds }: Asked): Promise<void> {
    const own = (newest += 1)
    away.value = ''
    told.value = []
    if (!point || kinds.length === 0) return
    try {
      const { places } = await wires.around(point, radiusM, kinds)
      if (own === newest) told.value = places
    } catch (error) {
      if (own === newest) away.value = codeOf(error)
    }
  }
  watch(() => JSON.stringify(asked()), () => { void ask(asked()) })
  return { told, away }
}
