import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Fixes } from '../shared/fleet/fixes.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import { linesOf, traced, type Traces } from './traces.ts'

/** What every vehicle has driven since this window opened, ten minutes at most. */
export function useTraces(fixes: ShallowRef<Fixes>, nowMs: () => number): ComputedRef<PointView[][]> {
  const traces: ShallowRef<Traces> = shallowRef(new Map())
  watch(fixes, (heard) => { traces.value = traced(traces.value, heard, nowMs()) }, { immediate: true })
  return computed(() => [...traces.value.values()].flatMap(linesOf))
}
