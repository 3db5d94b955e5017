import { nextTick, watch } from 'vue'
import { goTo, isNobodyWriting } from './focus.ts'

/**
 * Who answers asks for the place next: the cursor goes there once his caller's incident is shown,
 * and never out of a field in which somebody writes.
 */
export function usePlaceFocus(ready: () => boolean): { answered: () => void } {
  let wanted = false
  watch(ready, async (is) => {
    if (!is || !wanted) return
    wanted = false
    await nextTick()
    if (isNobodyWriting()) goTo('place')
  }, { flush: 'post' })
  return { answered: () => { wanted = isNobodyWriting() } }
}
