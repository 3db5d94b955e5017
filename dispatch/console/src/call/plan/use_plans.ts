import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import type { Api } from '../../wire/api.ts'
import type { IncidentPlansView, IncidentView, PlanView } from '../../wire/contracts.gen.ts'
import { PlanWires } from '../../wire/plan_wires.ts'
import type { Line } from './plan_lines.ts'

export interface Plans {
  /** Those that fit the shown incident, the best first, and what was read of any. */
  ofIncident: ShallowRef<IncidentPlansView>
  /** All plans in force; asked when they are wanted. */
  all: ShallowRef<readonly PlanView[]>
  loadAll: () => Promise<void>
  /** The line was read to the caller; once more: it was not. */
  tick: (plan: PlanView, line: Line, english: boolean) => Promise<void>
}

const NOTHING: IncidentPlansView = { plans: [], ticks: [] }

/** First-aid plans for whom is worked on. */
export function usePlans(api: Api, board: () => BoardState | null, incident: () => IncidentView | null, say: (error: unknown) => void): Plans {
  const wires = new PlanWires(api)
  const all = shallowRef<readonly PlanView[]>([])
  const { ofIncident, fetch } = useFitting(wires, board, incident)
  return {
    ofIncident,
    all,
    loadAll: async () => { await wires.list().then((found) => { all.value = found }).catch(say) },
    tick: async (plan, { part, number, tick }, english) => {
      const id = incident()?.id
      if (id === undefined) return
      await wires.tick(id, plan.id, { version: plan.version, part, number, english, read: tick === null }).then(fetch).catch(say)
    },
  }
}

function useFitting(wires: PlanWires, board: () => BoardState | null, incident: () => IncidentView | null): Pick<Plans, 'ofIncident'> & { fetch: () => Promise<void> } {
  const ofIncident = shallowRef(NOTHING)
  /** Names for whom plans are wanted and what they depend on; any change of it is asked for. */
  const wanted = computed(() => {
    const shown = incident()
    if (!shown) return null
    const { complaint, sex, age } = shown.form
    return JSON.stringify([shown.id, complaint, sex, age, board()?.planNews ?? 0])
  })
  const newest = (): string | null => wanted.value

  async function fetch(): Promise<void> {
    const asked = newest()
    const id = incident()?.id
    if (id === undefined) return
    const found = await wires.ofIncident(id).catch(() => null)
    if (found && newest() === asked) ofIncident.value = found
  }

  watch(() => incident()?.id, () => { ofIncident.value = NOTHING })
  watch(newest, () => { void fetch() }, { immediate: true })
  return { ofIncident, fetch }
}
