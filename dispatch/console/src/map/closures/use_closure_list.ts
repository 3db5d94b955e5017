import { computed, onUnmounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { ClosureWires } from '../../wire/closure_wires.ts'
import type { ClosureView } from '../../wire/contracts.gen.ts'
import { isOpen, stateOf } from './closure_draft.ts'

export interface ClosureList {
  all: ShallowRef<readonly ClosureView[]>
  /** What is in force or will be. */
  shown: ComputedRef<readonly ClosureView[]>
  inForce: ComputedRef<number>
  /** The list could not be read: what is shown may not hold. */
  stale: Ref<boolean>
  load: () => Promise<void>
}

const AGAIN_MS = 3000

/**
 * Closures and slow zones as the server has them; one that ends is gone by the clock alone.
 * @param news changes whenever somebody changed one, or the stream is live again.
 */
export function useClosureList(wires: ClosureWires, news: () => unknown, nowMs: () => number): ClosureList {
  const all: ClosureList['all'] = shallowRef([])
  const stale = ref(false)
  let again: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(again)
    try {
      all.value = (await wires.list()).closures
      stale.value = false
    } catch {
      stale.value = true
      again = setTimeout(() => { void load() }, AGAIN_MS)
    }
  }
  void load()
  watch(news, () => { void load() })
  onUnmounted(() => { clearTimeout(again) })
  return {
    all, stale, load,
    shown: computed(() => all.value.filter((one) => isOpen(one, nowMs()))),
    inForce: computed(() => all.value.filter((one) => stateOf(one, nowMs()) === 'in_force').length),
  }
}
