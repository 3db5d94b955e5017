import { shallowRef, watch, type ShallowRef } from 'vue'
import { mapMemory } from '../wire/map_memory.ts'
import { LAYERS, shownFrom, type Layer, type Shown } from './layers.ts'

export interface Layers {
  shown: ShallowRef<Shown>
  toggle: (layer: Layer) => void
  /** Whether a digit stood for a layer. */
  press: (digit: number) => boolean
}

/** Which layers are shown, as this person left them at this machine. */
export function useLayers(staffNumber: () => string): Layers {
  const shown: Layers['shown'] = shallowRef(shownFrom(mapMemory.layers(staffNumber())))
  watch(staffNumber, (own) => { shown.value = shownFrom(mapMemory.layers(own)) })
  const toggle: Layers['toggle'] = (layer) => {
    shown.value = { ...shown.value, [layer]: !shown.value[layer] }
    mapMemory.keepLayers(staffNumber(), shown.value)
  }
  return {
    shown, toggle,
    press: (digit) => {
      const key = LAYERS.find((one) => one.digit === digit)
      if (key) toggle(key.layer)
      return key !== undefined
    },
  }
}
