import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Acts } from '../../shared/keys/keyboard.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import { CareWires } from '../../wire/care_wires.ts'
import type { BusyReason, TalkDisposition } from '../../wire/words.ts'
import type { SilentCheckView } from '../../wire/contracts.gen.ts'
import type { Caller } from '../caller.ts'
import { goTo, isNobodyWriting } from '../focus.ts'
import type { SeatAct } from '../seat_choices.ts'
import { useLinks, type Linking } from '../link/use_links.ts'
import { useLeaving, type Leaving } from './use_leaving.ts'
import { useReminders, type Reminding } from './use_reminders.ts'

/** What keeps a call, a task or a note from being left behind. */
export interface Care {
  wires: CareWires
  attempt: (act: () => Promise<unknown>) => Promise<void>
  keys: Acts
  silent: ComputedRef<SilentCheckView | null>
  located: () => void
  /** The call whose disposition this seat owes. */
  owed: ComputedRef<string | null>
  /** The row of dispositions has the keys. */
  asks: Ref<boolean>
  dispose: (disposition: TalkDisposition) => Promise<void>
  leaving: Leaving
  reminding: Reminding
  linking: Linking
}

/** What of the call window the care needs: its acts, and where it goes when its person leaves. */
interface Hand {
  say: (error: unknown) => void
  becomeReady: () => Promise<void>
  becomeBusy: (reason: BusyReason) => Promise<void>
  left: () => void
}

export function useCare(work: Workplace, caller: Readonly<Ref<Caller | null>>, hand: Hand): Care & { ready: () => void; chooseSeatAct: (act: SeatAct) => Promise<void> } {
  const wires = new CareWires(work.centre.api)
  const attempt = async (act: () => Promise<unknown>): Promise<void> => { await act().catch(hand.say) }
  const silent = computed(() => caller.value?.call?.silent ?? null)
  const leaving = useLeaving(work, wires, attempt, hand.left)
  const reminding = useReminders(work, wires, attempt)
  const linking = useLinks(work, caller, attempt)
  const { owed, asks } = useOwed(work)

  async function startSilentCall(): Promise<void> {
    const call = caller.value?.call
    if (call?.ended_at === null && caller.value?.answeredAt !== null) await attempt(() => wires.startSilentCall(call.id))
    else work.notes.say(t('silent.no_talk'))
  }

  return {
    wires, attempt, silent, owed, asks, leaving, reminding, linking,
    keys: { silentCall: () => { void startSilentCall() }, ...leaving.keys, ...reminding.keys, ...linking.keys },
    located: () => {
      const call = caller.value?.call
      goTo('place')
      if (call) void attempt(() => wires.locateSilentCall(call.id))
    },
    dispose: (disposition) => attempt(async () => {
      if (owed.value) await wires.dispose(owed.value, disposition)
    }),
    ready: () => {
      if (owed.value === null) void hand.becomeReady()
      else asks.value = true
    },
    chooseSeatAct: async (act) => { await (act === 'sign_off' ? leaving.leave() : hand.becomeBusy(act)) },
  }
}

/** What a seat owes after a talk. The keys go to the answers at once where nobody writes; else the ready key leads there. */
function useOwed(work: Workplace): { owed: ComputedRef<string | null>; asks: Ref<boolean> } {
  const owed = computed(() => work.board.state.value?.seats.find(({ number }) => number === work.seat.value)?.wraps_up ?? null)
  const asks = ref(false)
  watch(owed, (call) => { asks.value = call !== null && isNobodyWriting() }, { immediate: true })
  return { owed, asks }
}
