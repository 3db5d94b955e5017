import { describe, expect, it } from 'vitest'
import { kilometres, rowsOf } from '../src/director/mileage.ts'

const at = (second: number): string => new Date(Date.parse('2026-11-22T08:00:00Z') + second * 1000).toISOString()
const point = { lon: 118.3, lat: 33.95 }

describe('how a vehicle was driven', () => {
  const told = rowsOf({
    vehicle_id: 'v', vehicle_name: '120A1', device: 'T1', heard: 9, cut: false, metres: 12_345, driving_s: 900, unheard_s: 0,
    trips: [{ since: at(300), until: at(900), start: point, end: point, metres: 8040 }],
    stops: [{ since: at(0), until: at(300), point }, { since: at(900), until: at(200_000), point }],
    speedings: [{ since: at(400), until: at(420), fastest_kmh: 96.4, point }],
  })

  it('is told in the order of time, each in its own words', () => {
    expect(told.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['stops 停 05:00', 'trips 8.0 公里', 'speedings 最高 96 公里/时', 'stops 停 55:18:20'])
    expect(kilometres(12_345)).toBe('12.3')
  })
  it('leads to a replay of a minute around it, never longer than a day', () => {
    expect([told[1]?.from, told[1]?.to]).toEqual([at(240), at(960)])
    expect(Date.parse(told[3]?.to ?? '') - Date.parse(told[3]?.from ?? '')).toBe(86_400_000)
  })
})
