import { watch, type ComputedRef } from 'vue'
import type { SeatAudio } from '../shared/sound/seat_audio.ts'
import { alarmFor, EMERGENCY_ALARMS, type Hearing } from './alarm.ts'

/** Let the seat hear what it must: one alarm at a time, and a single call-out to whoever talks. */
export function useAlarms(audio: () => SeatAudio | null, hearing: ComputedRef<Hearing>): void {
  watch(() => alarmFor(hearing.value), (alarm) => { audio()?.loudspeaker.sound(alarm) }, { immediate: true })
  watch(() => hearing.value.overdue && hearing.value.talking && !hearing.value.silenced, (late) => {
    if (late) audio()?.loudspeaker.tryOut('overdue')
  })
  watch(() => (hearing.value.talking ? hearing.value.emergency : null), (urgency) => {
    if (urgency) audio()?.loudspeaker.tryOut(EMERGENCY_ALARMS[urgency])
  })
}
