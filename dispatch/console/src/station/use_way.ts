import { shallowRef, watch, type ShallowRef } from 'vue'
import type { OrderView, RouteView } from '../wire/contracts.gen.ts'
import type { StationWires } from '../wire/station_wires.ts'

/** The way of an order, asked for once for each revision of it; none where nobody can tell it. */
export function useWay(order: () => OrderView | null, wires: StationWires): ShallowRef<RouteView | null> {
  const way: ShallowRef<RouteView | null> = shallowRef(null)
  let asked = ''
  async function ask(id: string, which: string): Promise<void> {
    const found = await wires.route(id).catch(() => null)
    if (which === asked) way.value = found
  }
  watch(() => { const now = order(); return now ? `${now.id} ${now.revision}` : '' }, (which) => {
    asked = which
    way.value = null
    const id = order()?.id
    if (id) void ask(id, which)
  }, { immediate: true })
  return way
}
