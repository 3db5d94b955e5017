import { describe, expect, it } from 'vitest'
import { anHourLonger, drawnOf, instantOf, isDrawn, isOpen, localOf, middleOf, namedStreets, newClosure, stateOf, withSpot } from '../src/map/closures/closure_draft.ts'
import type { ClosureView } from '../src/wire/contracts.gen.ts'

const ZONE = 'Asia/Shanghai'
const NOON = Date.parse('2026-11-22T04:00:00Z')
const [A, B, C] = [{ lon: 118.3, lat: 33.9 }, { lon: 118.4, lat: 33.9 }, { lon: 118.4, lat: 34 }]

function closure(changed: Partial<ClosureView> = {}): ClosureView {
  return {
    id: '1', number: 1, shape: 'line', speed_percent: 0, points: [A, B], reason: '塌陷', begins_at: '2026-11-22T03:00:00Z',
    ends_at: '2026-11-22T05:00:00Z', drawn_by: '1027', drawn_at: '2026-11-22T03:00:00Z', streets: [], cuts_off: [], lifted_by: null, lifted_at: null, ...changed,
  }
}

describe('a closure that is drawn', () => {
  it('has two points as a line and three as an area, and is not accepted any more with another point', () => {
    const line = withSpot(withSpot(newClosure(), A), B)
    expect(isDrawn(line)).toBe(true)
    expect(isDrawn({ ...line, shape: 'area' })).toBe(false)
    expect(withSpot({ ...line, accepted: true }, C).accepted).toBe(false)
  })

  it('begins at once and lasts the chosen hours, or until the time of the field in the centre\'s zone', () => {
    const draft = { ...withSpot(newClosure(), A), hours: 2 }
    expect(drawnOf(draft, NOON, ZONE)).toMatchObject({ begins_at: null, ends_at: '2026-11-22T06:00:00.000Z', reason: '—' })
    const until = drawnOf({ ...draft, begins: '2026-11-22T13:00', ends: '2026-11-22T14:30', reason: ' 积水 ' }, NOON, ZONE)
    expect(until).toMatchObject({ begins_at: '2026-11-22T05:00:00.000Z', ends_at: '2026-11-22T06:30:00.000Z', reason: '积水' })
  })

  it('reads and writes the fields of a zone', () => {
    expect(localOf(NOON, ZONE)).toBe('2026-11-22T12:00')
    expect(instantOf(localOf(NOON, ZONE), ZONE)).toBe(new Date(NOON).toISOString())
  })
})

describe('a closure that there is', () => {
  it('is in force between its times and no longer when it was lifted', () => {
    expect(stateOf(closure(), NOON)).toBe('in_force')
    expect(stateOf(closure({ begins_at: '2026-11-22T04:30:00Z' }), NOON)).toBe('coming')
    expect(stateOf(closure(), Date.parse('2026-11-22T05:00:00Z'))).toBe('ended')
    expect(stateOf(closure({ lifted_at: '2026-11-22T03:30:00Z' }), NOON)).toBe('lifted')
    expect(isOpen(closure(), NOON)).toBe(true)
    expect(anHourLonger(closure())).toBe('2026-11-22T06:00:00.000Z')
  })

  it('says where its words stand and only its longest streets', () => {
    expect(middleOf(closure())).toEqual({ lon: 118.35, lat: 33.9 })
    expect(middleOf(closure({ shape: 'area', points: [A, B, C] })).lat).toBeCloseTo(33.95)
    const streets = Array.from({ length: 5 }, (_, index) => ({ name: `${index}路`, metres: 100 }))
    expect(namedStreets({ streets })).toMatchObject({ count: 5, named: [{ name: '0路' }, { name: '1路' }, { name: '2路' }] })
  })
})
