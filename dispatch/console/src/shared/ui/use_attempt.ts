import { ref, shallowRef, type Ref } from 'vue'
import type { Centre } from '../../wire/centre.ts'
import { codeOf, Refusal } from '../../wire/problem.ts'
import { textOfCode } from '../texts/texts.ts'

export interface Attempts {
  busy: Ref<boolean>
  /** What went wrong last, in words, or nothing. */
  failure: Ref<string>
  /** The server wants the password again before it goes on. */
  asksPassword: Ref<boolean>
  attempt: (act: () => Promise<unknown>) => Promise<boolean>
  confirm: (password: string) => Promise<void>
  cancel: () => void
}

/** Does what a person asked for, says why not, and asks for the password where the server wants it. */
export function useAttempt(centre: Centre): Attempts {
  const [busy, failure, asksPassword] = [ref(false), ref(''), ref(false)]
  const waiting = shallowRef<(() => Promise<unknown>) | null>(null)

  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    failure.value = ''
    try {
      await act()
      return true
    } catch (error) {
      asksPassword.value = codeOf(error) === 'reauthentication_needed'
      if (asksPassword.value) waiting.value = act
      else failure.value = inWords(error)
      return false
    } finally {
      busy.value = false
    }
  }

  async function confirm(password: string): Promise<void> {
    const act = waiting.value
    if (act && (await attempt(() => centre.reauthenticate(password)))) {
      cancel()
      await attempt(act)
    }
  }

  function cancel(): void {
    asksPassword.value = false
    waiting.value = null
  }
  return { busy, failure, asksPassword, attempt, confirm, cancel }
}

function inWords(error: unknown): string {
  if (!(error instanceof Refusal)) return textOfCode('problem', codeOf(error))
  const fields = (error.problem.fields ?? []).map(({ path }) => path.replace(/^body\./, ''))
  return [textOfCode('problem', error.code, error.problem.parameters), ...fields].join(' · ')
}
