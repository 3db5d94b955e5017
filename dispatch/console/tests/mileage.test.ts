import { describe, expect, it } from 'vitest'
import { kilometres, mileageOf, rowsOf } from '../src/director/mileage.ts'

const at = (second: number): string => new Date(Date.parse('2026-11-22T08:00:00Z') + second * 1000).toISOString()
const point = { lon: 118.3, lat: 33.95 }

describe('how a vehicle was driven', () => {
  const told = rowsOf({
    vehicle_id: 'v', vehicle_name: '120A1', device: 'T1', heard: 9, cut: false, metres: 12_345, odometer: null, odometer_breaks: [{ kind: 'set_back', since: at(950), until: at(955), before_km: 90_210.4, after_km: 3.1 }], driving_s: 900, unheard_s: 0,
    trips: [{ since: at(300), until: at(900), start: point, end: point, metres: 8040, odometer: { metres: 9500, told: 9, used: true, differs: true } }],
    stops: [{ since: at(0), until: at(300), point }, { since: at(900), until: at(200_000), point }],
    speedings: [{ since: at(400), until: at(420), fastest_kmh: 96.4, point }],
  })

  it('is told in the order of time, each in its own words', () => {
    expect(told.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['stops 停 05:00', 'trips 9.5 公里（里程表；按定位 8.0） ! 两者相差超过 10%', 'speedings 最高 96 公里/时', 'stops 停 55:18:20', 'odometer 里程表从 90210.4 变小到 3.1 公里（回拨或更换），不计'])
    expect(kilometres(12_345)).toBe('12.3')
  })
  it('says by what the mileage is taken', () => {
    expect(mileageOf({ metres: 12_345, odometer: null })).toBe('12.3 公里（按定位）')
    expect(mileageOf({ metres: 12_345, odometer: { metres: 300, told: 3, used: false, differs: false } })).toBe('12.3 公里（按定位；里程表 0.3，未采用）')
  })
  it('leads to a replay of a minute around it, never longer than a day', () => {
    expect([told[1]?.from, told[1]?.to]).toEqual([at(240), at(960)])
    expect(Date.parse(told[3]?.to ?? '') - Date.parse(told[3]?.from ?? '')).toBe(86_400_000)
  })
})
