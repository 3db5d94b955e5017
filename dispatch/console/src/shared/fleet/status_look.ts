import type { VehicleStatus } from '../../wire/words.ts'

export type StatusTone = 'free' | 'sent' | 'scene' | 'hospital' | 'back' | 'off' | 'alarm'

/** The colour of a status on the map; its shape stands in shapes.ts. */
export const STATUS_TONES: Readonly<Record<VehicleStatus, StatusTone>> = {
  standby: 'free',
  ordered: 'sent',
  departing: 'sent',
  to_scene: 'sent',
  on_scene: 'scene',
  to_hospital: 'hospital',
  at_hospital: 'hospital',
  returning: 'back',
  reserved: 'off',
  out_of_service: 'off',
  awaiting_reassignment: 'alarm',
}

/** What is counted together on walls and maps, in the order of a run. */
export const STATUS_GROUPS: readonly { shown: VehicleStatus; holds: readonly VehicleStatus[] }[] = [
  { shown: 'standby', holds: ['standby'] },
  { shown: 'to_scene', holds: ['ordered', 'departing', 'to_scene'] },
  { shown: 'on_scene', holds: ['on_scene'] },
  { shown: 'to_hospital', holds: ['to_hospital', 'at_hospital'] },
  { shown: 'returning', holds: ['returning'] },
  { shown: 'out_of_service', holds: ['reserved', 'out_of_service'] },
  { shown: 'awaiting_reassignment', holds: ['awaiting_reassignment'] },
]
