import { watch, type ComputedRef } from 'vue'
import { useSources } from '../../shared/places/use_sources.ts'
import type { SourceLine } from '../../shared/places/sources.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Api } from '../../wire/api.ts'
import type { ChoosePlaceSource, IncidentView } from '../../wire/contracts.gen.ts'
import { PlaceWires } from '../../wire/place_wires.ts'
import { Refusal } from '../../wire/problem.ts'
import type { BoardState } from '../../shared/board/board.ts'
import type { Questions } from '../use_question.ts'

export interface SourceChoice {
  lines: ComputedRef<readonly SourceLine[]>
  contradicted: ComputedRef<boolean>
  /** Which to take as the scene: the key. */
  ask: () => void
  /** Every source is asked again about the caller; what it says comes as a row of its own. */
  askAgain: () => Promise<void>
  choose: (placeId: string, reason: ChoosePlaceSource['reason']) => Promise<void>
}

export interface ChoiceNeeds {
  api: Api
  board: () => BoardState | null
  incident: () => IncidentView | null
  /** The caller at hand. */
  call: () => string | null
  questions: Questions
  learn: (incident: IncidentView) => void
  say: (error: unknown) => void
  tell: (text: string) => void
}

/** The sources of the shown incident; only a key makes one the scene, and the server says when it wants a reason. */
export function useSourceChoice({ api, board, incident, call, questions, learn, say, tell }: ChoiceNeeds): SourceChoice {
  const wires = new PlaceWires(api)
  const { lines, contradicted } = useSources(api, board, incident, () => null)

  async function choose(placeId: string, reason: ChoosePlaceSource['reason']): Promise<void> {
    const id = incident()?.id
    if (id === undefined) return
    questions.leave()
    try {
      learn(await wires.choose(id, placeId, reason))
      tell(t('sources.chosen'))
    } catch (error) {
      if (error instanceof Refusal && error.code === 'choice_needs_reason') questions.ask({ kind: 'place_reason', placeId })
      else say(error)
    }
  }

  async function askAgain(): Promise<void> {
    const own = call()
    const calls = incident()?.calls ?? []
    const about = own !== null && calls.includes(own) ? own : calls.at(-1)
    if (about === undefined) {
      tell(t('sources.no_call'))
      return
    }
    await wires.askAgain(about).then(() => { tell(t('sources.asked')) }).catch(say)
  }

  watch(() => incident()?.id, () => {
    const asked = questions.open.value?.kind
    if (asked === 'place_source' || asked === 'place_reason') questions.leave()
  })
  return {
    lines, contradicted, choose, askAgain,
    ask: () => {
      if (lines.value.some(({ placed }) => placed)) questions.ask({ kind: 'place_source' })
      else tell(t('sources.none'))
    },
  }
}
