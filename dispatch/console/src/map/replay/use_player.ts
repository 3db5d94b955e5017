import { computed, onUnmounted, ref, type ComputedRef, type Ref } from 'vue'

export const SPEEDS = [1, 2, 5, 10, 30, 60] as const

export interface Player {
  atMs: Ref<number>
  playing: Ref<boolean>
  speed: ComputedRef<number>
  load: (fromMs: number, toMs: number) => void
  toggle: () => void
  seek: (atMs: number) => void
  faster: (steps: number) => void
}

const TICK_MS = 200

/** A clock of the past that runs as fast as is wanted. */
export function usePlayer(): Player {
  const [atMs, playing, step] = [ref(0), ref(false), ref(3)]
  let [from, to, before] = [0, 0, 0]
  const speed = computed(() => SPEEDS[step.value] ?? 1)
  const seek = (wanted: number): void => { atMs.value = Math.max(from, Math.min(to, wanted)) }
  const timer = setInterval(() => {
    const now = performance.now()
    const passed = now - before
    before = now
    if (!playing.value) return
    seek(atMs.value + passed * speed.value)
    if (atMs.value >= to) playing.value = false
  }, TICK_MS)
  onUnmounted(() => { clearInterval(timer) })
  return {
    atMs, playing, speed, seek,
    load: (fromMs, toMs) => {
      [from, to] = [fromMs, toMs]
      atMs.value = fromMs
      playing.value = false
    },
    toggle: () => {
      if (atMs.value >= to) atMs.value = from
      before = performance.now()
      playing.value = !playing.value
    },
    faster: (steps) => { step.value = Math.max(0, Math.min(SPEEDS.length - 1, step.value + steps)) },
  }
}
