import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Centre } from '../wire/centre.ts'
import type { CallView } from '../wire/contracts.gen.ts'
import type { Caller } from './caller.ts'

/** Earlier calls of the number on the line; away: no server told of them. */
export type History = readonly CallView[] | 'loading' | 'away'

const SHOWN = 6

/** Earlier calls of the caller, fetched once he talks: a ring at every seat asks no server for them. */
export function useHistory(centre: Centre, caller: () => Caller | null): ShallowRef<History> {
  const history = shallowRef<History>('loading')
  const answered = (): string | undefined => {
    const shown = caller()
    return shown?.answeredAt == null ? undefined : shown.call?.id
  }

  watch(answered, async (id) => {
    history.value = 'loading'
    const number = caller()?.number
    if (!id || !number) return
    const page = await centre.listCalls({ number, limit: SHOWN + 1 }).catch(() => null)
    if (answered() === id) history.value = page?.calls.filter((call) => call.id !== id).slice(0, SHOWN) ?? 'away'
  }, { immediate: true })
  return history
}
