import { describe, expect, it } from 'vitest'
import type { Leg, Line } from '../src/shared/phone/phone.ts'
import { legToAnswer, ringingElsewhere, talksElsewhere } from '../src/shared/phone/two_exchanges.ts'

function leg(id: number, exchange: string, given: Partial<Leg> = {}): Leg {
  return { id, exchange, number: null, name: null, state: 'ringing', rangAt: id, answeredAt: null, ...given }
}

function line(exchange: string, state: Line['state']): Line {
  return { exchange, address: 'ws://host/ws', state }
}

const LINES = [line('node1', 'registered'), line('node2', 'registered')]
const [A, B] = [leg(1, 'node1'), leg(2, 'node2')]

describe('a seat at two exchanges', () => {
  it('takes the caller whom the servers gave it, at whichever exchange he rings', () => {
    expect([legToAnswer([A, B], 'node2'), legToAnswer([A, B], 'node1')]).toEqual([B, A])
  })

  it('takes who rings longest where no server said whom, or his leg is gone', () => {
    expect([legToAnswer([A, B], null), legToAnswer([A], 'node2')]).toEqual([A, A])
    expect(legToAnswer([leg(1, 'node1', { placed: true })], 'node1')).toBeNull()
  })

  it.each(['talking', 'held'] as const)('is busy for the other exchange while it is %s', (state) => {
    const legs = [leg(1, 'node1', { state })]
    expect([talksElsewhere(legs, LINES, 'node2'), talksElsewhere(legs, LINES, 'node1')]).toEqual([true, false])
  })

  it('takes a call at the living exchange while it still holds the leg of a dead one', () => {
    const lines = [line('node1', 'away'), line('node2', 'registered')]
    expect(talksElsewhere([leg(1, 'node1', { state: 'talking' })], lines, 'node2')).toBe(false)
  })

  it('leaves who rings from the other exchange to another seat', () => {
    expect(ringingElsewhere([A, B], 'node1')).toEqual([B])
    expect(talksElsewhere([A, B], LINES, 'node1')).toBe(false)
  })
})
