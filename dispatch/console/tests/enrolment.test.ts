import { describe, expect, it } from 'vitest'
import { deviceMade, enrolCommand, pageAddresses, readAloud, type Issued } from '../src/admin/enrolment.ts'
import type { DeviceView } from '../src/wire/contracts.gen.ts'

const PAIR = [{ name: 'server-1', url: 'https://10.0.0.5:8120' }, { name: 'server-2', url: 'https://10.0.0.5:8121' }]
const ISSUED: Issued = { code: 'ABCDEFGHJK', expires_at: '2026-11-22T02:00:00Z', station_id: 's1', kind: 'client', known: new Set(['old']) }

function device(id: string, given: Partial<DeviceView> = {}): DeviceView {
  return {
    id, name: id, kind: 'client', station_id: 's1', station_code: 'S01', enrolled_at: '2026-11-22T01:50:00Z', enrolled_by: '9001',
    revoked_at: null, revoked_by: null, bell: null, printer: null, sounding: false, note: '', told_at: null, silent_since: null, ...given,
  }
}

describe('a one-time code', () => {
  it('is read in groups', () => {
    expect(readAloud('ABCDEFGHJK')).toBe('ABCDE-FGHJK')
  })

  it('is typed with both servers and the authority of the centre', () => {
    expect(enrolCommand('ABCDEFGHJK', PAIR)).toBe(
      '.venv/bin/station-client enrol --server https://10.0.0.5:8120 --server https://10.0.0.5:8121 --code ABCDEFGHJK '
      + '--state /var/lib/dispatch120-station --authority ca.crt')
  })

  it('needs no authority where nothing is encrypted', () => {
    expect(enrolCommand('A', [{ name: 'server-1', url: 'http://127.0.0.1:8120' }])).not.toContain('--authority')
  })

  it('is typed at the station page of either server', () => {
    expect(pageAddresses(PAIR)).toEqual(['https://10.0.0.5:8120/station', 'https://10.0.0.5:8121/station'])
  })
})

describe('the device that a code made', () => {
  it('is the new one of the same station and kind', () => {
    const others = [device('old'), device('elsewhere', { station_id: 's2' }), device('page', { kind: 'screen' })]
    expect(deviceMade(ISSUED, others)).toBeUndefined()
    expect(deviceMade(ISSUED, [...others, device('new')])?.id).toBe('new')
  })
})
