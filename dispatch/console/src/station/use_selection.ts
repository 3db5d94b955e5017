import { computed, ref, watch, type ComputedRef } from 'vue'
import type { ShownOrder } from './station.ts'

/** So long a key is not taken after the screen has changed by itself: it was meant for what stood there. */
const SETTLES_MS = 700
const NEVER = -SETTLES_MS

export interface Selection {
  selected: ComputedRef<ShownOrder | null>
  move: (by: number) => void
  /** Whether what is shown has stood there long enough for a key to mean it. */
  isSettled: () => boolean
}

/** The order that keys act on: what wants a person comes to the front by itself. */
export function useSelection(orders: ComputedRef<readonly ShownOrder[]>): Selection {
  const chosen = ref<string | null>(null)
  let changedAtMs = NEVER
  const selected = computed(() => orders.value.find(({ order }) => order.id === chosen.value) ?? orders.value[0] ?? null)

  watch(() => orders.value.map(({ order, call }) => `${order.id} ${call ?? ''} ${call && order.revision}`), (now, before) => {
    const urgent = orders.value.find(({ call }, index) => call !== null && !before.includes(now[index] ?? ''))
    if (urgent && urgent.order.id !== selected.value?.order.id) chosen.value = urgent.order.id
  })
  watch(() => selected.value && `${selected.value.order.id} ${selected.value.call ?? ''}`, (_now, before) => {
    if (before) changedAtMs = performance.now()
  })

  return {
    selected,
    move: (by) => {
      const place = orders.value.findIndex(({ order }) => order.id === selected.value?.order.id)
      const next = orders.value[place + by]
      if (!next) return
      chosen.value = next.order.id
      changedAtMs = NEVER
    },
    isSettled: () => performance.now() - changedAtMs > SETTLES_MS,
  }
}
