import { computed, type ComputedRef, type ShallowRef } from 'vue'
import type { Fixes } from '../shared/fleet/fixes.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import type { BaseParts } from './base_style.ts'
import { marksShown } from './layers.ts'
import type { Marks } from './marks.ts'
import { useLayers, type Layers } from './use_layers.ts'
import { useToday, type Today } from './use_today.ts'
import { useTraces } from './use_traces.ts'

export interface ShownLayers {
  layers: Layers
  parts: ComputedRef<BaseParts>
  marks: ComputedRef<Marks>
  today: Today
  traces: ComputedRef<PointView[][]>
}

interface All {
  work: Workplace
  wires: MapWires
  fixes: ShallowRef<Fixes>
  marks: ComputedRef<Marks>
}

/** What of everything is on the map, by the layers that this person shows. */
export function useShown({ work, wires, fixes, marks }: All): ShownLayers {
  const layers = useLayers(() => work.you.value?.staff_number ?? '')
  const labels = computed(() => layers.shown.value.labels)
  const districts = computed(() => layers.shown.value.districts)
  return {
    layers,
    parts: computed(() => ({ labels: labels.value, districts: districts.value })),
    marks: computed(() => marksShown(marks.value, layers.shown.value)),
    today: useToday(wires, () => layers.shown.value.today && work.has('view_incidents'), work.boot.zone, () => work.clock.now.value),
    traces: useTraces(fixes, () => work.clock.now.value),
  }
}
