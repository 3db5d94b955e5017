import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { textOfCode } from '../../shared/texts/texts.ts'
import type { ClosureWires } from '../../wire/closure_wires.ts'
import type { ClosureCheckView, ClosureDrawn } from '../../wire/contracts.gen.ts'
import { codeOf, Refusal } from '../../wire/problem.ts'
import { isDrawn, type ClosureDraft } from './closure_draft.ts'

export interface ClosureCheck {
  /** What the drawing would do; null while nobody has answered. */
  checked: ShallowRef<ClosureCheckView | null>
  checking: Ref<boolean>
  /** Why the drawing cannot be saved as it is, in words. */
  refused: Ref<string>
  check: () => Promise<void>
}

const CHECK_AFTER_MS = 350

/** Asks what a drawing would close and cut off, whenever it has become another. */
export function useClosureCheck(wires: ClosureWires, draft: ShallowRef<ClosureDraft>, drawn: () => ClosureDrawn): ClosureCheck {
  const [checking, refused] = [ref(false), ref('')]
  const checked: ClosureCheck['checked'] = shallowRef(null)
  let soon: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function check(): Promise<void> {
    const own = (asked += 1)
    checking.value = true
    try {
      const answer = await wires.check(drawn())
      if (own === asked) checked.value = answer
    } catch (error) {
      if (own === asked) refused.value = inWords(error)
    } finally {
      if (own === asked) checking.value = false
    }
  }
  function begin(): void {
    clearTimeout(soon)
    asked += 1
    refused.value = ''
    checked.value = null
    checking.value = false
    if (isDrawn(draft.value)) soon = setTimeout(() => { void check() }, CHECK_AFTER_MS)
  }
  watch(() => { const { shape, points, begins, ends, hours } = draft.value; return [shape, points, begins, ends, hours] }, begin)
  onUnmounted(() => { clearTimeout(soon) })
  return { checked, checking, refused, check }
}

function inWords(error: unknown): string {
  return error instanceof Refusal ? textOfCode('problem', error.code, error.problem.parameters) : textOfCode('problem', codeOf(error))
}
