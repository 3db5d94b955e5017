import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useAttempt, type Attempts } from '../../shared/ui/use_attempt.ts'
import type { Centre } from '../../wire/centre.ts'
import { ClosureWires } from '../../wire/closure_wires.ts'
import type { ClosureView, PointView } from '../../wire/contracts.gen.ts'
import { anHourLonger, drawnOf, newClosure, withSpot, type ClosureDraft } from './closure_draft.ts'
import { useClosureCheck, type ClosureCheck } from './use_closure_check.ts'
import { useClosureList, type ClosureList } from './use_closure_list.ts'

export interface Closures extends ClosureList, ClosureCheck {
  /** Whether the panel is open; then a click on the map sets a point of the drawing. */
  open: Ref<boolean>
  draft: ShallowRef<ClosureDraft>
  attempts: Attempts
  add: (point: PointView) => void
  save: () => Promise<void>
  lift: (closure: ClosureView) => Promise<boolean>
  restore: (closure: ClosureView) => Promise<boolean>
  extend: (closure: ClosureView) => Promise<boolean>
}

/** Closures and slow zones: the list, and the one that is being drawn. */
export function useClosures(centre: Centre, news: () => unknown, nowMs: () => number, zone: string): Closures {
  const wires = new ClosureWires(centre.api)
  const attempts = useAttempt(centre)
  const draft = shallowRef(newClosure())
  const list = useClosureList(wires, news, nowMs)
  const checks = useClosureCheck(wires, draft, () => drawnOf(draft.value, nowMs(), zone))

  function act(change: () => Promise<unknown>): Promise<boolean> {
    return attempts.attempt(async () => {
      await change()
      await list.load()
    })
  }
  async function save(): Promise<void> {
    const accepts = draft.value.accepted ? [...(checks.checked.value?.cuts_off ?? [])] : []
    const done = await act(() => wires.draw({ ...drawnOf(draft.value, nowMs(), zone), accepts }))
    if (done) draft.value = newClosure(draft.value.shape)
    else await checks.check()
  }
  return {
    ...list, ...checks, open: ref(false), draft, attempts, save,
    add: (point) => { draft.value = withSpot(draft.value, point) },
    lift: (closure) => act(() => wires.lift(closure.id)),
    restore: (closure) => act(() => wires.restore(closure.id, closure.cuts_off)),
    extend: (closure) => act(() => wires.extend(closure.id, anHourLonger(closure))),
  }
}
