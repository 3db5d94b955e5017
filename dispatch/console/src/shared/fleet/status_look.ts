import type { VehicleView } from '../../wire/contracts.gen.ts'

type Status = VehicleView['status']
export type StatusTone = 'free' | 'sent' | 'scene' | 'hospital' | 'back' | 'off' | 'alarm'

/** A vehicle's status in one sign: told by shape, and by colour and word beside it. */
export const STATUS_SIGNS: Readonly<Record<Status, string>> = {
  standby: '○',
  ordered: '◔',
  departing: '▷',
  to_scene: '►',
  on_scene: '■',
  to_hospital: '✚',
  at_hospital: '⊞',
  returning: '↩',
  reserved: '◇',
  out_of_service: '✕',
  awaiting_reassignment: '!',
}

export const STATUS_TONES: Readonly<Record<Status, StatusTone>> = {
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
export const STATUS_GROUPS: readonly { shown: Status; holds: readonly Status[] }[] = [
  { shown: 'standby', holds: ['standby'] },
  { shown: 'to_scene', holds: ['ordered', 'departing', 'to_scene'] },
  { shown: 'on_scene', holds: ['on_scene'] },
  { shown: 'to_hospital', holds: ['to_hospital', 'at_hospital'] },
  { shown: 'returning', holds: ['returning'] },
  { shown: 'out_of_service', holds: ['reserved', 'out_of_service'] },
  { shown: 'awaiting_reassignment', holds: ['awaiting_reassignment'] },
]

/** Priority by shape and number: 1 critical, 2 urgent, 3 not urgent; a ring before it is graded. */
export function prioritySign(priority: number | null): string {
  return { 1: '◆1', 2: '▲2', 3: '●3' }[priority ?? 0] ?? '◇?'
}
