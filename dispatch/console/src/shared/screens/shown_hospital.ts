import { ref, type Ref } from 'vue'
import type { SeatChannel } from './seat_channel.ts'

export interface ShownHospital {
  /** The hospital whose staff and equipment are looked at, in either window. */
  hospital: Ref<string | null>
  showHospital: (id: string | null) => void
}

/** What one window chooses stands in the other at once. */
export function shownHospital(channel: SeatChannel): ShownHospital {
  const hospital = ref<string | null>(null)
  return {
    hospital,
    showHospital: (id) => {
      hospital.value = id
      channel.say({ kind: 'hospital', id })
    },
  }
}
