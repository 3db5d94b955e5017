import type { VehicleStatus } from '../wire/words.ts'
import type { TextKey } from '../shared/texts/texts.ts'
import type { Marks } from './marks.ts'

export type Layer = 'ready' | 'running' | 'off' | 'stations' | 'hospitals' | 'districts' | 'today' | 'closures' | 'labels' | 'traces'
export type Shown = Readonly<Record<Layer, boolean>>

export interface LayerKey {
  layer: Layer
  digit: number
  text: TextKey
  /** Its sign on the map, for the legend. */
  sign: string
}

/** What can be taken off the map, in the order of their digits; 0 comes last. */
export const LAYERS: readonly LayerKey[] = [
  { layer: 'ready', digit: 1, text: 'layer.ready', sign: '○' },
  { layer: 'running', digit: 2, text: 'layer.running', sign: '►' },
  { layer: 'off', digit: 3, text: 'layer.off', sign: '✕' },
  { layer: 'stations', digit: 4, text: 'layer.stations', sign: '▣' },
  { layer: 'hospitals', digit: 5, text: 'layer.hospitals', sign: '✚' },
  { layer: 'districts', digit: 6, text: 'layer.districts', sign: '┄' },
  { layer: 'today', digit: 7, text: 'layer.today', sign: '◇' },
  { layer: 'closures', digit: 8, text: 'layer.closures', sign: '⊗' },
  { layer: 'labels', digit: 9, text: 'layer.labels', sign: 'A' },
  { layer: 'traces', digit: 0, text: 'layer.traces', sign: '〰' },
]

/** As the map window begins for somebody who has never changed it. */
export const USUAL: Shown = {
  ready: true, running: true, off: true, stations: true, hospitals: true, districts: true, today: false, closures: true, labels: true, traces: false,
}

const OFF: ReadonlySet<VehicleStatus> = new Set(['reserved', 'out_of_service'])
const READY: ReadonlySet<VehicleStatus> = new Set(['standby', 'returning'])

/** The layer that a vehicle belongs to. */
export function layerOf(status: VehicleStatus): 'ready' | 'running' | 'off' {
  if (OFF.has(status)) return 'off'
  return READY.has(status) ? 'ready' : 'running'
}

/** What is left when layers are off. Nobody hides a vehicle that is recommended, selected or waits for another. */
export function marksShown(marks: Marks, shown: Shown): Marks {
  const stays = ({ rank, selected, vehicle }: Marks['vehicles'][number]): boolean =>
    rank !== null || selected || vehicle.status === 'awaiting_reassignment' || shown[layerOf(vehicle.status)]
  return {
    ...marks,
    vehicles: marks.vehicles.filter(stays),
    stations: shown.stations ? marks.stations : [],
    hospitals: shown.hospitals ? marks.hospitals : [],
  }
}

/** What somebody chose before; a layer of another version of the pages keeps its usual state. */
export function shownFrom(kept: Readonly<Record<string, unknown>>): Shown {
  return Object.fromEntries(LAYERS.map(({ layer }) => {
    const before = kept[layer]
    return [layer, typeof before === 'boolean' ? before : USUAL[layer]]
  })) as Record<Layer, boolean>
}
