import type { Urgency } from '../shared/emergency/emergencies.ts'
import type { Alarm, EmergencyAlarm } from '../shared/sound/patterns.ts'

export interface Hearing {
  ringing: boolean
  talking: boolean
  overdue: boolean
  fault: boolean
  emergency: Urgency
  silenced: boolean
}

/** An emergency aboard is heard also at a seat that has silenced its bells. */
export const EMERGENCY_ALARMS = { raised: 'emergency', overdue: 'emergency_late' } as const satisfies Record<NonNullable<Urgency>, EmergencyAlarm>

/** The one sound that a seat plays now. Whoever talks to a caller hears no bell in his back. */
export function alarmFor({ ringing, talking, overdue, fault, emergency, silenced }: Hearing): Alarm | EmergencyAlarm | null {
  if (talking) return null
  if (emergency) return EMERGENCY_ALARMS[emergency]
  if (silenced) return null
  if (overdue) return 'overdue'
  if (ringing) return 'ring'
  return fault ? 'fault' : null
}
