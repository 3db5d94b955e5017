import { onMounted, onUnmounted } from 'vue'
import { digitOf } from '../shared/keys/key_table.ts'

export interface StationActs {
  /** Space: take the order, or note the change or the cancellation. */
  take: () => void
  /** Enter: the next milestone. */
  next: () => void
  /** 1 to 9: that milestone. */
  milestone: (place: number) => void
  refuse: () => void
  sheet: () => void
  correct: () => void
  /** F8: the milestone that positions suggest. */
  confirm: () => void
  move: (by: number) => void
  close: () => void
  /** Any key: the browser may let us be heard. */
  wake: () => void
}

/** Hears the keys of a station's screen; a field that is typed into keeps its own, save Escape. */
export function useStationKeys(acts: StationActs): void {
  const press = (event: KeyboardEvent): void => {
    acts.wake()
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const act = actOf(event, acts)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) act()
  }
  onMounted(() => { window.addEventListener('keydown', press, { capture: true }) })
  onUnmounted(() => { window.removeEventListener('keydown', press, { capture: true }) })
}

function actOf(event: KeyboardEvent, acts: StationActs): (() => void) | null {
  if (event.code === 'Escape') return acts.close
  if (event.target instanceof Element && event.target.closest('input, [data-choice]')) return null
  const digit = digitOf(event.code)
  if (digit !== null && digit > 0) return () => { acts.milestone(digit - 1) }
  return BY_CODE[event.code]?.(acts) ?? null
}

const BY_CODE: Readonly<Record<string, (acts: StationActs) => () => void>> = {
  Space: ({ take }) => take,
  Enter: ({ next }) => next,
  NumpadEnter: ({ next }) => next,
  F2: ({ refuse }) => refuse,
  F4: ({ sheet }) => sheet,
  F6: ({ correct }) => correct,
  F8: ({ confirm }) => confirm,
  ArrowUp: ({ move }) => () => { move(-1) },
  ArrowDown: ({ move }) => () => { move(1) },
}
