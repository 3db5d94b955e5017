import { describe, expect, it } from 'vitest'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { findIncident, incidentOfCall, openIncidents, shortNumber, stageOf, waitingIncidents } from '../src/shared/board/incidents.ts'
import { overdueOrders } from '../src/shared/board/runs.ts'
import type { IncidentView, OrderView } from '../src/wire/contracts.gen.ts'
import { ago, board, form, incident, order } from './fakes/wire.ts'

function of(incidents: IncidentView[], orders: OrderView[] = []): BoardState {
  return fromSnapshot(board({ incidents, orders }))
}

describe('the stage of an incident', () => {
  const stage = (given: Partial<IncidentView>, ...states: OrderView['state'][]): string => {
    const orders = states.map((state, index) => order({ id: `order-${index}`, state }))
    return stageOf(of([incident(given)], orders), incident(given))
  }

  it('is being taken until it has a scene', () => { expect(stage({ state: 'received' })).toBe('receiving') })
  it('waits as long as no vehicle goes to it', () => { expect(stage({})).toBe('waiting') })
  it('waits again when its only order was refused', () => { expect(stage({}, 'refused')).toBe('waiting') })
  it.each([
    ['delivered', 'sent'], ['departed', 'sent'], ['arrived', 'on_scene'], ['left_scene', 'transporting'], ['handed_over', 'at_hospital'],
  ] as const)('follows its order from %s to %s', (state, expected) => { expect(stage({}, state)).toBe(expected) })
  it('is told by the vehicle that still has most before it', () => { expect(stage({}, 'left_scene', 'arrived')).toBe('on_scene') })
  it('is over when closed, whatever its orders do', () => { expect(stage({ state: 'closed' }, 'arrived')).toBe('over') })
})

describe('the list of open incidents', () => {
  it('shows urgent ones first, then older ones; what is not graded counts as critical', () => {
    const some = [
      incident({ id: 'calm', form: form({ priority: 3 }), opened_at: ago(900) }),
      incident({ id: 'young', form: form({ priority: 1 }), opened_at: ago(10) }),
      incident({ id: 'ungraded', opened_at: ago(20) }),
      incident({ id: 'gone', state: 'closed' }),
    ]
    expect(openIncidents(of(some)).map(({ id }) => id)).toEqual(['ungraded', 'young', 'calm'])
  })

  it('names those that wait for a vehicle', () => {
    const some = [incident(), incident({ id: 'incident-2' }), incident({ id: 'new', state: 'received', scene: null })]
    expect(waitingIncidents(of(some, [order()])).map(({ id }) => id)).toEqual(['incident-2'])
  })
})

describe('finding an incident', () => {
  const merged = incident({ id: 'incident-2', state: 'merged', merged_into: 'incident-1', calls: ['call-2'] })

  it('leads from a merged one to where it went', () => {
    expect(findIncident(of([merged, incident()]), 'incident-2')?.id).toBe('incident-1')
  })

  it('finds that of a call, the open one first', () => {
    const state = of([merged, incident({ calls: ['call-1', 'call-2'] })])
    expect(incidentOfCall(state, 'call-2')?.id).toBe('incident-1')
    expect(incidentOfCall(state, null)).toBeNull()
  })

  it('is said by its last digits', () => { expect(shortNumber('20261122-0047')).toBe('0047') })
})

describe('orders that nobody took', () => {
  it('are overdue until a person has taken the newest revision', () => {
    const late = { overdue_at: ago(1) }
    const some = [
      order({ id: 'late', ...late }),
      order({ id: 'taken', ...late, acknowledged_revision: 1 }),
      order({ id: 'changed', ...late, acknowledged_revision: 1, revision: 2, sent_at: ago(90) }),
      order({ id: 'cancelled', ...late, state: 'cancelled' }),
      order({ id: 'in time' }),
    ]
    expect(overdueOrders(of([incident()], some)).map(({ id }) => id)).toEqual(['changed', 'late'])
  })
})
