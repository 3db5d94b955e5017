import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Centre } from '../wire/centre.ts'
import type { CallView } from '../wire/contracts.gen.ts'
import type { Caller } from './caller.ts'

const SHOWN = 6

/** Earlier calls of the number on the line, fetched once a call. */
export function useHistory(centre: Centre, caller: () => Caller | null): ShallowRef<CallView[] | null> {
  const calls = shallowRef<CallView[] | null>(null)
  watch(() => caller()?.call?.id, async (id) => {
    calls.value = null
    const number = caller()?.number
    if (!id || !number) return
    const page = await centre.listCalls({ number, limit: SHOWN + 1 }).catch(() => null)
    if (caller()?.call?.id === id) calls.value = (page?.calls ?? []).filter((call) => call.id !== id).slice(0, SHOWN)
  }, { immediate: true })
  return calls
}
