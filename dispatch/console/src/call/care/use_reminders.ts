import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { Acts } from '../../shared/keys/keyboard.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { CareWires } from '../../wire/care_wires.ts'
import type { CallView, ReminderView, SetReminder } from '../../wire/contracts.gen.ts'
import { SupervisionWires } from '../../wire/supervision_wires.ts'

/** A call that came of those that a leader watches for. */
export interface Came {
  reminder: ReminderView
  call: CallView
}

export interface Reminding {
  keys: Acts
  own: ComputedRef<readonly ReminderView[]>
  came: ComputedRef<Came | null>
  open: Ref<boolean>
  set: (asked: SetReminder) => Promise<void>
  remove: (id: string) => Promise<void>
  listen: () => Promise<void>
  dismiss: () => void
}

/** What a leader watches for; the newest call that came is shown until he listened or took it away. */
export function useReminders(work: Workplace, wires: CareWires, attempt: (act: () => Promise<unknown>) => Promise<void>): Reminding {
  const supervision = new SupervisionWires(work.centre.api)
  const open = ref(false)
  const seen = ref<string[]>([])
  const own = computed(() => (work.board.state.value?.reminders ?? [])
    .filter(({ set_by, until }) => set_by === work.you.value?.staff_number && Date.parse(until) > work.clock.now.value))
  const came = computed(() => {
    const calls = work.board.state.value?.calls ?? []
    const shown = own.value.flatMap((reminder) => reminder.calls.map((id) => ({ reminder, call: calls.find((call) => call.id === id) })))
    const waiting = shown.filter((one): one is Came => one.call?.ended_at === null && !seen.value.includes(one.call.id))
    return waiting.at(-1) ?? null
  })

  function dismiss(): void {
    if (came.value) seen.value = [...seen.value, came.value.call.id]
  }

  async function listen(): Promise<void> {
    const call = came.value?.call
    if (!call) return
    if (call.state !== 'talking' && call.state !== 'held') work.notes.say(t('reminder.not_answered'))
    else if (call.seat === work.seat.value) dismiss()
    else await attempt(async () => {
      await supervision.begin(call.id, 'listen')
      dismiss()
    })
  }

  return {
    own, came, open, listen, dismiss,
    keys: {
      reminders: () => { if (work.has('listen_in')) open.value = !open.value },
      listenReminded: () => { void listen() },
    },
    set: (asked) => attempt(() => wires.setReminder(asked)),
    remove: (id) => attempt(() => wires.removeReminder(id)),
  }
}
