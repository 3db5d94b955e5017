import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { ShownOrder } from './station.ts'

/** So long a key is not taken after the screen has changed by itself: it was meant for what stood there. */
const SETTLES_MS = 700

export interface Selection {
  selected: ComputedRef<ShownOrder | null>
  move: (by: number) => void
  /** Whether what is shown has stood there long enough for a key to mean it. */
  settled: Ref<boolean>
}

/** The order that keys act on: what wants a person comes to the front by itself. */
export function useSelection(orders: ComputedRef<readonly ShownOrder[]>): Selection {
  const chosen = ref<string | null>(null)
  const settled = ref(true)
  let settling: ReturnType<typeof setTimeout> | undefined
  const selected = computed(() => orders.value.find(({ order }) => order.id === chosen.value) ?? orders.value[0] ?? null)

  watch(() => orders.value.map(wish), (now, before) => {
    const urgent = orders.value.find((one, index) => one.call !== null && !before.includes(now[index] ?? ''))
    if (urgent) chosen.value = urgent.order.id
  })
  watch(() => selected.value && wish(selected.value), (_now, before) => {
    if (!before) return
    settled.value = false
    clearTimeout(settling)
    settling = setTimeout(() => { settled.value = true }, SETTLES_MS)
  }, { flush: 'sync' })

  return {
    selected,
    settled,
    move: (by) => {
      const place = orders.value.findIndex(({ order }) => order.id === selected.value?.order.id)
      chosen.value = orders.value[place + by]?.order.id ?? chosen.value
      settled.value = true
    },
  }
}

/** What of an order a key would be about. */
function wish({ order, call }: ShownOrder): string {
  return call ? `${order.id} ${call} ${order.revision}` : order.id
}
