import { computed, onUnmounted, ref, watch, type ComputedRef, type Ref } from 'vue'

/** On for at most so long: what is muted must not stay muted unseen. */
export const LONGEST_MUTE_S = 30

export interface TimedSwitch {
  on: ComputedRef<boolean>
  leftS: ComputedRef<number>
  toggle: () => void
  off: () => void
}

/** A switch that goes off by itself, on the server's clock. */
export function useTimedSwitch(now: Readonly<Ref<number>>, changed: (on: boolean) => void): TimedSwitch {
  const until = ref<number | null>(null)
  const leftS = computed(() => (until.value === null ? 0 : Math.max(0, Math.ceil((until.value - now.value) / 1000))))
  const on = computed(() => leftS.value > 0)
  const off = (): void => { until.value = null }
  const toggle = (): void => { until.value = on.value ? null : now.value + LONGEST_MUTE_S * 1000 }
  watch(on, changed)
  onUnmounted(off)
  return { on, leftS, toggle, off }
}
