import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Centre } from '../wire/centre.ts'
import { CareWires } from '../wire/care_wires.ts'
import type { CallView, ContactHistory } from '../wire/contracts.gen.ts'
import type { Caller } from './caller.ts'

/** Earlier contacts with the number on the line and its address; away: no server told of them. */
export type History = ContactHistory | 'loading' | 'away'

export interface Contacts {
  history: ShallowRef<History>
  write: (text: string) => Promise<void>
  unmask: (call: CallView, reason: string) => Promise<void>
}

/** Earlier contacts of the caller, fetched once he talks: a ring at every seat asks no server for them. */
export function useHistory(centre: Centre, caller: () => Caller | null, say: (error: unknown) => void): Contacts {
  const wires = new CareWires(centre.api)
  const history = shallowRef<History>('loading')
  const answered = (): string | undefined => {
    const shown = caller()
    return shown?.answeredAt == null ? undefined : shown.call?.id
  }

  async function fetchOf(id: string): Promise<void> {
    const found = await wires.listContacts(id).catch(() => null)
    if (answered() === id) history.value = found ?? 'away'
  }

  watch(answered, async (id) => {
    history.value = 'loading'
    if (id && caller()?.number) await fetchOf(id)
  }, { immediate: true })

  return {
    history,
    write: async (text) => {
      const id = answered()
      if (!id) return
      await wires.writeNote(id, text).then(() => fetchOf(id)).catch(say)
    },
    unmask: async (call, reason) => {
      const shown = await wires.unmask(call.id, reason).catch((error: unknown) => { say(error) })
      const now = history.value
      if (!shown || typeof now === 'string') return
      const put = (calls: readonly CallView[]): CallView[] => calls.map((one) => (one.id === shown.id ? shown : one))
      history.value = { ...now, calls: put(now.calls), of_address: put(now.of_address) }
    },
  }
}
