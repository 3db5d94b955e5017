import { computed, onMounted, onUnmounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { t, textOfCode } from '../../shared/texts/texts.ts'
import type { CoverView, VehicleView } from '../../wire/contracts.gen.ts'
import type { CoverWires } from '../../wire/cover_wires.ts'
import { codeOf } from '../../wire/problem.ts'
import { coverActOf } from './cover_keys.ts'

/** The server computes no more often: asking more often gives the same picture. */
export const ASK_EVERY_MS = 15_000
const READY: ReadonlySet<VehicleView['status']> = new Set(['standby', 'returning'])
const SILENT: ReadonlySet<string> = new Set(['cover_off', 'cover_unknown'])

export interface CoverState {
  /** Whether the layer is shown. */
  layer: Ref<boolean>
  picture: ShallowRef<CoverView | null>
  failure: Ref<string>
  done: Ref<string>
  /** Whether there is anything to say: the layer, or advice after a vehicle freed. */
  panel: ComputedRef<boolean>
  close: () => void
  take: () => void
}

/** Cover is asked for while somebody shows it, when closures change, and once whenever a vehicle frees: then advice may be due. */
export function useCover(vehicles: ComputedRef<readonly VehicleView[]>, closed: () => string, wires: CoverWires): CoverState {
  const layer = ref(false)
  const done = ref('')
  const { picture, failure, ask } = useAnswer(wires, layer)

  async function take(): Promise<void> {
    const first = picture.value?.advice[0]
    if (!first) return
    try {
      await wires.takeStandBy({ vehicle_id: first.vehicle_id, station_id: first.station_id })
      done.value = t('cover.taken', { vehicle: first.vehicle_name, station: first.station_name })
    } catch (error) {
      done.value = textOfCode('problem', codeOf(error))
    }
    await ask()
  }

  function show(on: boolean): void {
    layer.value = on
    picture.value = null
    done.value = failure.value = ''
    if (on) void ask()
  }

  const ready = computed(() => vehicles.value.filter(({ status }) => READY.has(status)).map(({ id }) => id).join())
  watch(ready, (now, before) => {
    if (now.split(',').some((id) => id !== '' && !before.includes(id))) void ask()
  })
  watch(closed, () => { if (layer.value) void ask() })
  whileMounted({ cover: () => { show(!layer.value) }, standBy: () => { void take() } }, () => { if (layer.value) void ask() })
  const panel = computed(() => layer.value || done.value !== '' || (picture.value?.advice.length ?? 0) > 0)
  return { layer, picture, failure, done, panel, close: () => { show(false) }, take: () => { void take() } }
}

/** The newest answer; while nobody shows the layer, that cover is off or unknown is no news. */
function useAnswer(wires: CoverWires, layer: Ref<boolean>): Pick<CoverState, 'picture' | 'failure'> & { ask: () => Promise<void> } {
  const picture: ShallowRef<CoverView | null> = shallowRef(null)
  const failure = ref('')
  let asked = 0
  async function ask(): Promise<void> {
    const own = (asked += 1)
    try {
      const told = await wires.read()
      if (own === asked) [picture.value, failure.value] = [told, '']
    } catch (error) {
      if (own !== asked) return
      const code = codeOf(error)
      picture.value = null
      failure.value = layer.value || !SILENT.has(code) ? textOfCode('problem', code) : ''
    }
  }
  return { picture, failure, ask }
}

function whileMounted(acts: Readonly<Record<'cover' | 'standBy', () => void>>, askAgain: () => void): void {
  const press = (event: KeyboardEvent): void => {
    const act = event.repeat || event.isComposing ? null : coverActOf(event)
    if (!act) return
    acts[act]()
    event.preventDefault()
  }
  let timer = 0
  onMounted(() => {
    window.addEventListener('keydown', press)
    timer = window.setInterval(askAgain, ASK_EVERY_MS)
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', press)
    window.clearInterval(timer)
  })
}
