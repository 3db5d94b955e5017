import { describe, expect, it } from 'vitest'
import { ageText, linesOf, whereText } from '../src/shared/places/sources.ts'
import type { CallerPlaceView } from '../src/wire/contracts.gen.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')

function place(id: string, given: Partial<CallerPlaceView> = {}): CallerPlaceView {
  return {
    id, call_id: 'c', incident_id: null, kind: 'network', received_at: '2026-11-30T11:59:00Z', origin: 'carrier', text: '', point: null, radius_m: null,
    district: null, owner: null, observed_at: null, confidence: null, doubts: [], ...given,
  }
}

describe('the sources of a place', () => {
  const registered = place('1', { kind: 'subscriber', origin: 'table', text: 'Happy Lane 3', point: { lon: 118.3, lat: 33.95 } })
  const seen = place('2', { point: { lon: 118.35, lat: 33.95 } })

  it('stand side by side, each with what contradicts it', () => {
    const lines = linesOf({ places: [registered, seen], conflicts: [{ one: '1', other: '2', kind: 'apart', distance_m: 4612 }] })
    expect(lines.map((line) => line.place.id)).toEqual(['1', '2'])
    expect(lines.map((line) => line.conflicts.length)).toEqual([1, 1])
    expect(lines[0]?.conflicts[0]).toContain('4.6')
  })

  it('show what one said last, and that it spoke before', () => {
    const later = place('3', { point: { lon: 118.31, lat: 33.95 } })
    const lines = linesOf({ places: [seen, later, place('4', { doubts: ['no_answer'] })], conflicts: [] })
    expect(lines).toHaveLength(1)
    expect([lines[0]?.place.id, lines[0]?.earlier, lines[0]?.placed]).toEqual(['3', 2, true])
  })

  it('that were asked in vain are shown all the same', () => {
    const lines = linesOf({ places: [place('5', { kind: 'peer', doubts: ['no_answer'] })], conflicts: [] })
    expect([lines[0]?.placed, lines[0]?.place.doubts]).toEqual([false, ['no_answer']])
  })

  it('say where in words, else in figures', () => {
    expect(whereText(registered)).toBe('Happy Lane 3')
    expect(whereText({ ...seen, district: 'Mid District' })).toBe('Mid District 118.35000, 33.95000')
  })

  it('are as old as the source says, not as the centre heard it', () => {
    expect(ageText(place('6'), NOW)).toContain('60')
    expect(ageText(place('7', { observed_at: '2026-11-30T09:00:00Z' }), NOW)).toContain('3')
    expect(ageText(place('8', { observed_at: '2026-11-20T12:00:00Z' }), NOW)).toContain('10')
  })
})
