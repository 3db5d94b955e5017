import { computed, onMounted, onUnmounted, ref, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { MapWires } from '../../wire/map_wires.ts'
import { codeOf } from '../../wire/problem.ts'
import { textOfCode } from '../texts/texts.ts'
import type { Workplace } from '../workplace/workplace.ts'
import { openMapWindow } from './map_window.ts'
import { SeatChannel, type Said, type WindowKind } from './seat_channel.ts'
import { SharedSelection, type Selected } from './selection.ts'
import { lendSession } from './session_handover.ts'
import { shownHospital, type ShownHospital } from './shown_hospital.ts'

export const BEAT_MS = 1000
/** A window that has been silent for so long is gone. */
export const GONE_AFTER_MS = 3500
const ALIVE = 'd120-alive'

export interface Screens extends ShownHospital {
  selection: ShallowRef<Selected>
  /** Another incident begins without vehicle and point; what is not named stays. */
  select: (change: Partial<Selected>) => void
  /** Whether the other window lives; never: it was not seen since this one opened. */
  other: ComputedRef<'never' | 'alive' | 'gone'>
  /** Tell the other window the order of the recommended vehicles, so that both show one number. */
  tellRanks: (incidentId: string, vehicleIds: string[]) => void
  /** Ranks as the other window showed them last. */
  ranks: ShallowRef<{ incidentId: string; vehicleIds: string[] } | null>
  openMap: () => void
}

/** Keeps the windows of one seat in step; a page uses it once. */
export function useScreens(work: Workplace, own: WindowKind): Screens {
  const heardAt = ref(-Infinity)
  const beat = ref(performance.now())
  const ranks: Screens['ranks'] = shallowRef(null)
  const wires = new MapWires(work.centre.api)
  const channel = new SeatChannel(() => work.you.value?.staff_number ?? '')
  const shown = shownHospital(channel)
  const shared = new SharedSelection({
    store: (selected) => wires.changeSelection(selected),
    tell: (selection) => { channel.say({ kind: 'selection', selection }) },
    failed: (error) => { work.notes.say(textOfCode('problem', codeOf(error))) },
  })
  channel.onSaid = (said: Said): void => {
    if (said.kind === 'selection') shared.hear(said.selection)
    else if (said.kind === 'ranks') ranks.value = said
    else if (said.kind === 'hospital') shown.hospital.value = said.id
    else if (said.window !== own) heardAt.value = performance.now()
  }
  watch(() => work.board.state.value?.selection ?? null, (stored) => { shared.learn(stored) }, { immediate: true })
  const origins = (): string[] => work.centre.api.servers.all.map(({ url }) => new URL(url).origin)
  const opener = window.opener as Window | null
  keepAlive(() => {
    channel.say({ kind: 'alive', window: own })
    if (own === 'map') opener?.postMessage(ALIVE, '*')
    beat.value = performance.now()
  }, channel)
  lendWhileMounted(origins, () => work.centre.api.token, () => { heardAt.value = performance.now() })
  return {
    selection: shared.value,
    select: (change) => { void shared.select(change) },
    other: computed(() => {
      if (heardAt.value === -Infinity) return 'never'
      return beat.value - heardAt.value < GONE_AFTER_MS ? 'alive' : 'gone'
    }),
    tellRanks: (incidentId, vehicleIds) => { channel.say({ kind: 'ranks', incidentId, vehicleIds }) },
    ranks,
    ...shown,
    openMap: () => { void openMapWindow(mapAddress(work)) },
  }
}

function keepAlive(tell: () => void, channel: SeatChannel): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    tell()
    timer = setInterval(tell, BEAT_MS)
  })
  onUnmounted(() => {
    clearInterval(timer)
    channel.close()
  })
}

/** What a window that this one opened may ask or say from the other server's address. */
function lendWhileMounted(origins: () => string[], token: () => string | null, alive: () => void): void {
  const stop = lendSession(origins, token)
  const hear = (message: MessageEvent): void => {
    if (message.data === ALIVE && origins().includes(message.origin)) alive()
  }
  window.addEventListener('message', hear)
  onUnmounted(() => {
    stop()
    window.removeEventListener('message', hear)
  })
}

/** The window comes from the server in use: the one that gave this page may be dead. */
function mapAddress(work: Workplace): string {
  const live = new URL('/map', work.centre.api.servers.current.url)
  return live.origin === location.origin ? '/map' : live.toString()
}
