import type { Alarm } from '../shared/sound/patterns.ts'

export interface Hearing {
  ringing: boolean
  talking: boolean
  overdue: boolean
  fault: boolean
  silenced: boolean
}

/** The one sound that a seat plays now. Whoever talks to a caller hears no bell in his back. */
export function alarmFor({ ringing, talking, overdue, fault, silenced }: Hearing): Alarm | null {
  if (silenced || talking) return null
  if (overdue) return 'overdue'
  if (ringing) return 'ring'
  return fault ? 'fault' : null
}
