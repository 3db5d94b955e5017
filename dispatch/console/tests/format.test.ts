import { describe, expect, it } from 'vitest'
import { draftOf, changeOf, nextSeat } from '../src/admin/site_draft.ts'
import { columns } from '../src/director/draw_lanes.ts'
import { asTimer, clockTime, dayAndTime, groupedNumber, startOfDay } from '../src/shared/time/format.ts'
import type { SiteSettingsView } from '../src/wire/contracts.gen.ts'

const ZONE = 'Asia/Shanghai'

describe('times', () => {
  it.each([[0, '00:00'], [84.9, '01:24'], [3684, '1:01:24'], [-3, '00:00']])('%d seconds are %s', (seconds, text) => {
    expect(asTimer(seconds)).toBe(text)
  })

  it('are shown in the centre’s zone, wherever the browser is', () => {
    expect(clockTime('2026-11-21T16:00:05Z', ZONE)).toBe('00:00:05')
    expect(dayAndTime('2026-11-21T16:00:05Z', ZONE)).toBe('2026-11-22 00:00:05')
  })

  it('of a day begin where the day begins in the centre', () => {
    expect(startOfDay('2026-11-22', ZONE)).toBe('2026-11-21T16:00:00.000Z')
  })
})

describe('numbers', () => {
  it.each([
    ['13805276621', '138 0527 6621'], ['052784382216', '0527-8438 2216'], ['01012345678', '010-1234 5678'],
    ['138******21', '138******21'], ['10086', '10086'],
  ])('%s is read as %s', (number, text) => {
    expect(groupedNumber(number)).toBe(text)
  })
})

describe('a wave', () => {
  it('keeps the loudest sample of every column', () => {
    expect(columns([-1, 2, -3, 4, -5, 6, 0, 1], 2)).toEqual([[-3, 4], [-5, 6]])
  })

  it('is a line where there is no sound, or no peaks', () => {
    expect(columns([], 2)).toEqual([[0, 0], [0, 0]])
  })
})

describe('site settings in the form', () => {
  const site: SiteSettingsView = {
    version: 4, centre_name: 'C', area_code: '0527', seats: [{ number: 1, kind: 'soft', penalty: 0 }, { number: 7, kind: 'desk', penalty: 2 }], distribution: 'longest_idle', surge_lasts_min: 45,
    districts: [{ name: '洋北镇', together: true, prefixes: ['8460', '8461'], station_number: '84350001' }],
    trunks: [{ name: 'trunk1', host: '10.0.0.1', port: 5060, priority: 2 }], backup_numbers: ['05718812345'], backup_rings_s: 25, message_after_s: 120, spare_phones: ['spare1', 'spare2'], emergency_number: '120',
    answer_overdue_after_s: 10, overflow_after_s: 30, seat_leg_lost_after_s: 5, talk_dispositions: ['incident' as const], call_back_reasons: ['reached' as const], wrap_up_s: 15, order_acknowledge_s: 10, park_returns_after_s: 60, dial_in_number: '052784388199',
    lines: [{ number: 1, label: 'East', owner: 'station', code: 'S01', way: 'down', group: '', carrier: 'a', second_number: '05271', second_carrier: 'b' }], 
    skills: [{ code: 'cantonese', name: '粤语' }], says_staff_number: true,
    place_sources: {
      peer: { url: 'http://10.0.0.2/who', datum: 'gcj02' }, network: { url: '', datum: 'wgs84' }, refresh_at: '03:30', refresh_encoding: 'gbk', shrink_percent: 10,
    },
    timings: [{ name: 'ring_cycle_s', value_s: 20, usual_s: 15, lowest_s: 5, highest_s: 60 }], changed_by: '1001', changed_at: '2026-11-22T01:00:00Z',
  }

  it('go back as they came, on top of the version that was read', () => {
    const { version, changed_by, changed_at, ...rest } = site
    expect([changed_by, changed_at].length).toBe(2)
    expect(changeOf(draftOf(site))).toEqual({ ...rest, base_version: version, timings: [{ name: 'ring_cycle_s', value_s: 20 }] })
  })

  it('never change what was read', () => {
    const draft = draftOf(site)
    draft.seats.push(nextSeat(draft))
    expect([draft.seats.at(-1)?.number, site.seats.length]).toEqual([8, 2])
  })

  it('read spare phones however they are separated', () => {
    expect(changeOf({ ...draftOf(site), spare_phones: ' spare1，spare2 、 spare3 ' }).spare_phones).toEqual(['spare1', 'spare2', 'spare3'])
  })
})
