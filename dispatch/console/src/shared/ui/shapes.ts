import type { Stage } from '../board/incidents.ts'
import type { Priority, VehicleStatus } from '../../wire/words.ts'

/** Colour alone tells nothing: every priority and status has its shape, the same in both windows. */
export const PRIORITY_SHAPES: Readonly<Record<Priority, string>> = { 1: '◆', 2: '▲', 3: '●' }
export const UNGRADED_SHAPE = '◇'

export const VEHICLE_SHAPES: Readonly<Record<VehicleStatus, string>> = {
  standby: '○',
  ordered: '◎',
  departing: '◎',
  to_scene: '►',
  on_scene: '■',
  to_hospital: '✚',
  at_hospital: '✚',
  returning: '↩',
  out_of_service: '✕',
  reserved: '◌',
  awaiting_reassignment: '!',
}

/** The class that colours a status. */
export const VEHICLE_TONES: Readonly<Record<VehicleStatus, string>> = {
  standby: 'well',
  ordered: 'late',
  departing: 'late',
  to_scene: 'ill',
  on_scene: 'ill',
  to_hospital: 'accent',
  at_hospital: 'accent',
  returning: 'late',
  out_of_service: 'soft',
  reserved: 'soft',
  awaiting_reassignment: 'ill',
}

export const STAGE_SHAPES: Readonly<Record<Stage, string>> = {
  receiving: '☎',
  waiting: '!',
  sent: '►',
  on_scene: '■',
  transporting: '✚',
  at_hospital: '✚',
  over: '✓',
}

export function priorityShape(priority: Priority | null): string {
  return priority === null ? UNGRADED_SHAPE : `${PRIORITY_SHAPES[priority]}${priority}`
}
