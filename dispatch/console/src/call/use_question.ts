import { nextTick, shallowRef, type ShallowRef } from 'vue'
import type { OverrideReason } from '../wire/words.ts'

/** What the window asks in place, each answered by a digit. */
export type Question =
  | { kind: 'place' | 'close' | 'join' | 'override' | 'beds' }
  | { kind: 'place_source' }
  | { kind: 'place_reason'; placeId: string }
  | { kind: 'divert'; vehicleId: string }
  | { kind: 'near_duplicate'; reason: OverrideReason | null; incidentIds: readonly string[]; numbers: readonly string[] }
  | { kind: 'order'; orderId: string; step: 'act' | 'cancel' | 'reassign' | 'empty_return' | 'stamp' }
  | { kind: 'reassign_reason'; orderId: string; vehicleId: string }
  | { kind: 'duty'; vehicleId: string }

export interface Questions {
  open: ShallowRef<Question | null>
  /** Ask; the cursor goes to the answers. */
  ask: (question: Question) => void
  /** Nothing is asked any more; the cursor goes back to where it was. */
  leave: () => void
}

/** One question at a time, never in a dialog. */
export function useQuestion(): Questions {
  const open: Questions['open'] = shallowRef(null)
  let before: Element | null = null

  function ask(question: Question): void {
    if (open.value === null) before = document.activeElement
    open.value = question
  }

  function leave(): void {
    if (open.value === null) return
    open.value = null
    const back = before
    before = null
    void nextTick(() => { if (back instanceof HTMLElement && document.activeElement === document.body) back.focus() })
  }
  return { open, ask, leave }
}
