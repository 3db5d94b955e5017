import { describe, expect, it } from 'vitest'
import { marksOf, type Marks, type Shown } from '../src/map/marks.ts'
import { wayOf } from '../src/map/use_route.ts'
import { fromSnapshot } from '../src/shared/board/board.ts'
import { applyPositions, fixAgeS, type Fixes } from '../src/shared/fleet/fixes.ts'
import { NOTHING } from '../src/shared/screens/selection.ts'
import type { Board, IncidentView, OrderView, PositionView, StationView, VehicleView } from '../src/wire/contracts.gen.ts'
import { ago, board, call, NOW } from './fakes/wire.ts'

const HERE = { lon: 118.3, lat: 33.95 }
const FAR = { lon: 118.35, lat: 33.99 }

const station: StationView = { id: 'station-1', code: 'S01', name: '城南站', point: HERE, address: '', telephone: '1' }

function vehicle(given: Partial<VehicleView> = {}): VehicleView {
  return {
    id: 'vehicle-1', name: '120C2', plate: '', kind: 'monitoring', station_id: 'station-1', tracker: 'T1',
    crew: { doctor: null, nurse: null, driver: null, phone: null }, duty: 'in_service', duty_reason: null, duty_since: ago(60),
    status: 'standby', order_ids: [], ...given,
  }
}

function position(given: Partial<PositionView> = {}): PositionView {
  return {
    vehicle_id: 'vehicle-1', device: 'T1', ...HERE, speed_kmh: 0, course_deg: 0, fixed_at: ago(1), age_s: 1, feed: 'serial-1', ...given,
  }
}

function incident(given: object = {}): IncidentView {
  const known = { id: 'incident-1', number: '20261122-0047', state: 'open', calls: [], form: { priority: 1 }, scene: { text: 'x', point: FAR, source: 'map' } }
  return { pick_up_point: null, ...known, ...given } as unknown as IncidentView
}

function marks(given: Partial<Board>, shown: Partial<Shown> = {}): Marks {
  const state = fromSnapshot(board({ stations: [station], vehicles: [], ...given }))
  return marksOf({ board: state, fixes: new Map(), ranks: [], selected: NOTHING, seat: 3, nowMs: NOW, ...shown })
}

function fixes(...told: PositionView[]): Fixes {
  return applyPositions(new Map(), told, NOW)
}

describe('positions', () => {
  it('the latest wins, and what was heard before stays for the others', () => {
    const before = fixes(position(), position({ vehicle_id: 'vehicle-2', lon: 1 }))
    const after = applyPositions(before, [position({ ...FAR, age_s: 0 })], NOW + 1000)
    expect(after.get('vehicle-1')?.point).toEqual(FAR)
    expect(after.get('vehicle-2')?.point.lon).toBe(1)
  })

  it('an older fix, told late, moves nothing back', () => {
    const after = applyPositions(fixes(position(FAR)), [position({ age_s: 40 })], NOW)
    expect(after.get('vehicle-1')?.point).toEqual(FAR)
  })

  it('grows old by our clock, starting from the age that the server counted', () => {
    const fix = fixes(position({ age_s: 30 })).get('vehicle-1')
    expect(fix && fixAgeS(fix, NOW + 45_000)).toBe(75)
  })

  it('passes over a terminal that belongs to no vehicle', () => {
    expect(fixes(position({ vehicle_id: null })).size).toBe(0)
  })
})

describe('marks', () => {
  it('a ready vehicle at its station is a count, not a mark', () => {
    const shown = marks({ vehicles: [vehicle()] }, { fixes: fixes(position()) })
    expect(shown.vehicles).toEqual([])
    expect(shown.stations[0]).toMatchObject({ ready: 1, named: [] })
  })

  it('a recommended vehicle at its station is counted and named with its rank', () => {
    const shown = marks({ vehicles: [vehicle(), vehicle({ id: 'vehicle-2' })] }, { ranks: ['other', 'vehicle-1'] })
    expect(shown.stations[0]?.ready).toBe(2)
    expect(shown.stations[0]?.named.map(({ vehicle: { id }, rank }) => [id, rank])).toEqual([['vehicle-1', 2]])
  })

  it('only the first five carry a number', () => {
    const shown = marks({ vehicles: [vehicle()] }, { ranks: ['a', 'b', 'c', 'd', 'e', 'vehicle-1'], fixes: fixes(position(FAR)) })
    expect(shown.vehicles[0]?.rank).toBeNull()
  })

  it('a vehicle on its way is where it was last heard', () => {
    const shown = marks({ vehicles: [vehicle({ status: 'to_scene' })] }, { fixes: fixes(position(FAR)) })
    expect(shown.vehicles[0]).toMatchObject({ point: FAR, stale: false })
  })

  it('a fix of more than a minute is not believed', () => {
    const shown = marks({ vehicles: [vehicle({ status: 'to_scene' })] }, { fixes: fixes(position({ ...FAR, age_s: 61 })) })
    expect(shown.vehicles[0]).toMatchObject({ stale: true, ageS: 61 })
  })

  it('a vehicle on its way that was never heard of is named at its station, without an age', () => {
    const shown = marks({ vehicles: [vehicle({ status: 'to_scene' })] })
    expect(shown.vehicles[0]).toMatchObject({ point: HERE, stale: true, ageS: null })
  })

  it('an incident without a point, and one that is over, stand nowhere', () => {
    const text = incident({ id: 'text', scene: { text: 'x', point: null, source: 'typed' } })
    const shown = marks({ incidents: [incident(), text, incident({ id: 'over', state: 'closed' })] })
    expect(shown.incidents.map(({ incident: { id } }) => id)).toEqual(['incident-1'])
  })

  it('a caller stands where the line is, until the incident has a scene', () => {
    const subscriber = { point: HERE } as never
    const known = call({ seat: 3, caller: { subscriber, key_patient: null, earlier_calls: { count: 0, latest_at: null } } })
    expect(marks({ calls: [known] }).callers).toMatchObject([{ own: true, point: HERE }])
    expect(marks({ calls: [known], incidents: [incident({ calls: [known.id] })] }).callers).toEqual([])
    expect(marks({ calls: [{ ...known, ended_at: ago(1) }] }).callers).toEqual([])
  })
})

describe('the way that is drawn', () => {
  const state = (given: Partial<Board>): ReturnType<typeof fromSnapshot> =>
    fromSnapshot(board({ stations: [station], vehicles: [vehicle(), vehicle({ id: 'vehicle-2', name: '120B1' })], incidents: [incident()], ...given }))
  const selected = { ...NOTHING, incident_id: 'incident-1' }

  it('is that of the best vehicle until one is chosen', () => {
    const shown = state({})
    expect(wayOf(shown, new Map(), selected, ['vehicle-2'])?.vehicle.id).toBe('vehicle-2')
    expect(wayOf(shown, new Map(), { ...selected, vehicle_id: 'vehicle-1' }, ['vehicle-2'])?.vehicle.id).toBe('vehicle-1')
  })

  it('is that of the vehicle that was sent, once one was', () => {
    const order = { id: 'order-1', number: '1', incident_id: 'incident-1', vehicle_id: 'vehicle-1', state: 'sent' } as unknown as OrderView
    expect(wayOf(state({ orders: [order] }), new Map(), selected, ['vehicle-2'])?.vehicle.id).toBe('vehicle-1')
  })

  it('leads to where the patient waits, where that is another place', () => {
    const met = state({ incidents: [incident({ pick_up_point: { text: 'gate', point: HERE, source: 'map' } })] })
    expect(wayOf(met, new Map(), selected, ['vehicle-1'])).toMatchObject({ goal: 'pick_up', to: HERE })
  })

  it('leads to the hospital once the patient is on the way there', () => {
    const hospital = { id: 'hospital-1', name: '市医院', point: FAR, address: '', telephone: '', departments: [] }
    const order = { id: 'order-1', incident_id: 'incident-1', hospital_id: 'hospital-1' } as unknown as OrderView
    const driving = state({ vehicles: [vehicle({ status: 'to_hospital', order_ids: ['order-1'] })], orders: [order], hospitals: [hospital] })
    expect(wayOf(driving, new Map(), { ...selected, vehicle_id: 'vehicle-1' }, [])).toMatchObject({ goal: 'hospital', to: FAR })
  })

  it('is none without a place', () => {
    expect(wayOf(state({ incidents: [incident({ scene: null })] }), new Map(), selected, ['vehicle-1'])).toBeNull()
  })
})
