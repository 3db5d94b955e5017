import { computed, onMounted, onUnmounted, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useEmergencies, type EmergencyActs } from '../shared/emergency/use_emergencies.ts'
import { t } from '../shared/texts/texts.ts'
import type { Message } from '../shared/workplace/notes.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import { lampsOf, type Lamp } from './lamps.ts'
import { standingMessages } from './messages.ts'

export interface SituationView {
  lamps: ComputedRef<Lamp[]>
  messages: ComputedRef<Message[]>
  /** A part is ill. */
  fault: ComputedRef<boolean>
  /** Nobody took an order, and nobody here has said that he saw it. */
  orderOverdue: ComputedRef<boolean>
  emergencies: EmergencyActs
  /** Take the first message away; gives the incident that it was about. */
  dismiss: () => string | null
}

/** Lamps and messages of the whole workplace; a dismissed message comes back when it changes. */
export function useSituation(work: Workplace): SituationView {
  const { board, phone, audio, clock, notes } = work
  const dismissed = ref<string[]>([])
  const audible = useAudible(work)
  const lamps = computed(() => lampsOf(board.state.value, board.stream.value, board.server.value, phone.value))
  const standing = computed(() => standingMessages({
    board: board.state.value, stream: board.stream.value, refusal: board.refusal.value, phone: phone.value, lamps: lamps.value,
    audible: audible.value, microphoneFailed: audio.value?.talk.failure.value != null, nowMs: clock.now.value,
  }))
  const open = computed(() => standing.value.filter(({ id }) => !dismissed.value.includes(id)))

  watch(() => standing.value.map(({ id }) => id).join('\n'), (ids) => {
    dismissed.value = dismissed.value.filter((id) => ids.split('\n').includes(id))
  })
  watch(board.server, (now, before) => { if (before) notes.say(t('message.moved', { server: now })) })

  function dismiss(): string | null {
    const note = notes.shown[0]
    const message = open.value[0]
    if (note) notes.take(note.id)
    else if (message) dismissed.value = [...dismissed.value, message.id]
    return note ? null : message?.incident ?? null
  }
  return {
    lamps,
    messages: computed(() => [...notes.shown, ...open.value]),
    fault: computed(() => open.value.some(({ level, incident }) => level === 'fault' && incident === undefined)),
    orderOverdue: computed(() => open.value.some(({ level, incident }) => level === 'fault' && incident !== undefined)),
    emergencies: useEmergencies(work),
    dismiss,
  }
}

/** Whether the loudspeaker is heard. After a reload the browser waits for the first key or click. */
function useAudible(work: Workplace): Ref<boolean> {
  const audible = ref(work.audio.value?.loudspeaker.running ?? true)
  const wake = async (): Promise<void> => {
    if (!audible.value) audible.value = (await work.audio.value?.wake()) ?? true
  }
  const gesture = (): void => { void wake() }
  onMounted(() => {
    gesture()
    window.addEventListener('keydown', gesture)
    window.addEventListener('pointerdown', gesture)
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', gesture)
    window.removeEventListener('pointerdown', gesture)
  })
  return audible
}
