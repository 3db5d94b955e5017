import { computed, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { DownlinkView, SendTerminalText, VehicleView } from '../../wire/contracts.gen.ts'
import { TerminalWires } from '../../wire/terminal_wires.ts'

/** Texts to vehicle terminals: which vehicles have one, and how far each text has come. */
export interface Terminals {
  downlinks: ShallowRef<readonly DownlinkView[]>
  /** Vehicles with an admitted terminal, by name. */
  vehicles: ComputedRef<readonly VehicleView[]>
  /** Read again who has a terminal: nobody tells a seat of it. */
  look: () => void
  write: (asked: SendTerminalText) => Promise<void>
}

export function useTerminals(work: Workplace, attempt: (act: () => unknown) => Promise<void>): Terminals {
  const wires = new TerminalWires(work.centre.api)
  const downlinks = shallowRef<readonly DownlinkView[]>([])
  const admitted = shallowRef<ReadonlySet<string>>(new Set())
  const read = (): void => { void wires.downlinks().then((told) => { downlinks.value = told.downlinks }, () => undefined) }
  const look = (): void => {
    read()
    void wires.list().then(({ terminals }) => {
      const own = terminals.filter(({ admitted_at, revoked_at }) => admitted_at !== null && revoked_at === null)
      admitted.value = new Set(own.map(({ vehicle_id }) => vehicle_id).filter((id) => id !== null))
    }, () => undefined)
  }
  onMounted(look)
  watch(() => work.board.state.value?.downlinkNews, read)
  return {
    downlinks, look,
    vehicles: computed(() => (work.board.state.value?.vehicles ?? []).filter(({ id }) => admitted.value.has(id)).sort((a, b) => (a.name < b.name ? -1 : 1))),
    write: (asked) => attempt(() => wires.write(asked)),
  }
}
