import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { heldAtSeat } from '../shared/board/queue.ts'
import type { Acts } from '../shared/keys/keyboard.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { CallView } from '../wire/contracts.gen.ts'
import type { CallActs } from './call_acts.ts'
import type { Caller } from './caller.ts'
import { QueueActs } from './queue_acts.ts'
import { useSurge, type SurgeAct } from './use_surge.ts'
import { assignDigits, type QueueDigits } from './queue_digits.ts'

/** A caller on hold is called to mind after so long, and again and again. */
export const NAG_EVERY_S = 20

export interface Queueing {
  digits: Ref<QueueDigits>
  /** Callers whom this seat holds beside the one that is shown. */
  held: ComputedRef<CallView[]>
  /** Somebody was held too long: seen and heard. */
  nags: ComputedRef<boolean>
  fetch: (id: string) => void
  turn: () => void
  surge: SurgeAct
  keys: Acts
}

/** Digits of the queue, callers on hold, and what calls them to mind. */
export function useQueueing(
  work: Workplace, caller: Readonly<Ref<Caller | null>>, waiting: ComputedRef<CallView[]>, acts: CallActs, fetched: () => void,
  incident: () => string | null,
): Queueing {
  const surge = useSurge(work, acts, incident)
  const queue = new QueueActs(work, caller, acts)
  const digits = ref<QueueDigits>({})
  watch(() => waiting.value.map(({ id }) => id), (ids) => { digits.value = assignDigits(digits.value, ids) }, { immediate: true })

  const board = computed(() => work.board.state.value)
  const seat = computed(() => work.seat.value ?? 0)
  const held = computed(() => (board.value ? heldAtSeat(board.value, seat.value, caller.value?.call?.id ?? null) : []))
  const longest = computed(() => (board.value ? heldAtSeat(board.value, seat.value, null)[0] ?? null : null))
  const rounds = computed(() => {
    const since = longest.value?.held_at
    return since ? Math.floor((work.clock.now.value - Date.parse(since)) / (NAG_EVERY_S * 1000)) : 0
  })
  watch(rounds, (now, before) => { if (now > before) work.audio.value?.loudspeaker.tryOut('held') })

  function fetch(id: string): void {
    fetched()
    void queue.fetch(id)
  }
  return {
    surge, digits, held, nags: computed(() => rounds.value > 0), fetch, turn: () => { queue.turn() },
    keys: {
      fetch: (digit) => {
        const call = waiting.value.find(({ id }) => digits.value[id] === digit)
        if (call) fetch(call.id)
      },
      answerNext: () => {
        fetched()
        void queue.answerNext()
      },
      turn: () => { queue.turn() },
      surge: surge.press,
    },
  }
}
