import { describe, expect, it } from 'vitest'
import { alarmFor } from '../src/call/alarm.ts'
import { sorted, unseen, urgencyOf } from '../src/shared/emergency/emergencies.ts'
import type { EmergencyView } from '../src/wire/contracts.gen.ts'

function emergency(id: string, change: Partial<EmergencyView> = {}): EmergencyView {
  return {
    id, device: '13800000120', vehicle_id: null, vehicle_name: null, station_code: null, point: null,
    raised_at: '2026-12-01T02:00:00Z', heard_at: '2026-12-01T02:00:00Z', raisings: 1, state: 'raised', overdue_at: null, gone_at: null,
    acknowledged_by: null, acknowledged_name: null, acknowledged_at: null, ended_by: null, ended_at: null, end_reason: null, ...change,
  }
}

describe('emergency keys', () => {
  it('puts what nobody has first, and of those the oldest', () => {
    const all = [
      emergency('had', { state: 'acknowledged', heard_at: '2026-12-01T01:00:00Z' }),
      emergency('new', { heard_at: '2026-12-01T02:00:05Z' }),
      emergency('old'),
    ]
    expect(sorted(all).map(({ id }) => id)).toEqual(['old', 'new', 'had'])
    expect(unseen(all)?.id).toBe('old')
  })

  it('is silent once a person has each of them, and louder when one waits too long', () => {
    expect(urgencyOf([emergency('had', { state: 'acknowledged', overdue_at: '2026-12-01T02:00:10Z' })])).toBeNull()
    expect(urgencyOf([emergency('one')])).toBe('raised')
    expect(urgencyOf([emergency('one'), emergency('late', { overdue_at: '2026-12-01T02:00:10Z' })])).toBe('overdue')
  })

  it('is heard before every other bell, also at a seat that has silenced its own', () => {
    const quiet = { ringing: false, talking: false, overdue: false, fault: false, silenced: false, emergency: null }
    expect(alarmFor({ ...quiet, ringing: true, overdue: true, emergency: 'raised' })).toBe('emergency')
    expect(alarmFor({ ...quiet, silenced: true, emergency: 'overdue' })).toBe('emergency_late')
    expect(alarmFor({ ...quiet, talking: true, emergency: 'raised' })).toBeNull()
  })
})
