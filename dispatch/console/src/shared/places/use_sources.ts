import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { Api } from '../../wire/api.ts'
import type { CallerPlacesView, IncidentView } from '../../wire/contracts.gen.ts'
import { PlaceWires } from '../../wire/place_wires.ts'
import type { BoardState } from '../board/board.ts'
import { linesOf, type SourceLine } from './sources.ts'

export interface Sources {
  lines: ComputedRef<readonly SourceLine[]>
  contradicted: ComputedRef<boolean>
}

const NOTHING: CallerPlacesView = { places: [], conflicts: [] }

/** What every source says of where a caller is: of the shown incident, or of the call while there is none. */
export function useSources(api: Api, board: () => BoardState | null, incident: () => IncidentView | null, call: () => string | null): Sources {
  const wires = new PlaceWires(api)
  const view = shallowRef(NOTHING)
  /** Names what is shown and how new it is; any change of it is asked for. */
  const wanted = computed(() => {
    const shown = incident()
    const ids = shown ? [shown.id, ...shown.calls] : [call()].filter((id) => id !== null)
    const news = Math.max(0, ...ids.map((id) => board()?.placeNews[id] ?? 0))
    return ids.length === 0 ? null : { of: shown?.id ?? null, call: shown ? null : call(), key: `${ids.join(' ')} ${news}` }
  })

  const newest = (): string | undefined => wanted.value?.key

  async function fetch(): Promise<void> {
    const asked = wanted.value
    if (!asked) return
    const found = await (asked.of === null ? wires.sourcesOfCall(asked.call ?? '') : wires.sourcesOfIncident(asked.of)).catch(() => null)
    if (found && newest() === asked.key) view.value = found
  }

  watch(() => wanted.value?.of ?? wanted.value?.call, () => { view.value = NOTHING })
  watch(newest, () => { void fetch() }, { immediate: true })
  return {
    lines: computed(() => linesOf(view.value)),
    contradicted: computed(() => view.value.conflicts.length > 0),
  }
}
