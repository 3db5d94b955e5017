import { describe, expect, it } from 'vitest'
import { numberOfStation, orderToCall } from '../src/call/desk/station_call.ts'
import { fromSnapshot } from '../src/shared/board/board.ts'
import type { LinePlan, OrderView, StationView } from '../src/wire/contracts.gen.ts'
import { board } from './fakes/wire.ts'

function order(id: string, given: Partial<OrderView>): OrderView {
  return { id, incident_id: 'here', station_id: 'south', state: 'sent', revision: 1, acknowledged_revision: null, sent_at: '2026-11-22T01:00:00Z', ...given } as OrderView
}

const SOUTH = { id: 'south', code: 'S01', name: '城南站', telephone: '05278120' } as StationView
const LINE = { number: 3, label: '城南分站', owner: 'station', code: 'S01' } as LinePlan

describe('the station that a key telephones', () => {
  const of = (...orders: OrderView[]): string | undefined => orderToCall(fromSnapshot(board({ orders })), 'here')?.id

  it('is that of an order here that nobody took, then of one that was taken, then of any that nobody took', () => {
    const taken = order('taken', { acknowledged_revision: 1 })
    const elsewhere = order('elsewhere', { incident_id: 'there', sent_at: '2026-11-22T00:00:00Z' })
    expect([of(elsewhere, taken, order('open', {})), of(elsewhere, taken), of(elsewhere)]).toEqual(['open', 'taken', 'elsewhere'])
  })

  it('is nobody, where no order runs or the others are taken', () => {
    expect([of(), of(order('over', { state: 'completed' })), of(order('x', { incident_id: 'there', acknowledged_revision: 1 }))]).toEqual([undefined, undefined, undefined])
  })

  it('is dialled by its line, else by its telephone', () => {
    const state = fromSnapshot(board({ stations: [SOUTH] }))
    expect([numberOfStation(state, [LINE], 'south'), numberOfStation(state, [], 'south'), numberOfStation(state, [LINE], 'north')]).toEqual(['7003', '05278120', null])
  })
})
