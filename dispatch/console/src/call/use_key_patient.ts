import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Centre } from '../wire/centre.ts'
import type { KeyPatientView } from '../wire/contracts.gen.ts'
import type { Caller } from './caller.ts'

/** The key patient of the shown call, fetched only on a key: every look is audited. */
export function useKeyPatient(
  centre: Centre, caller: () => Caller | null, say: (error: unknown) => void,
): { patient: ShallowRef<KeyPatientView | null>; look: () => Promise<void> } {
  const patient = shallowRef<KeyPatientView | null>(null)
  const flag = (): string | undefined => caller()?.card?.key_patient?.id
  watch(flag, () => { patient.value = null })

  async function look(): Promise<void> {
    const id = flag()
    if (!id || patient.value) return
    const found = await centre.getKeyPatient(id).catch((error: unknown) => { say(error); return null })
    if (flag() === id) patient.value = found
  }
  return { patient, look }
}
