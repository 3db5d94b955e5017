import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GapError } from '../src/shared/board/apply.ts'
import { Outbox } from '../src/station/outbox.ts'
import { callOf, isBehind, milestonesAhead, milestonesBehind, wiped, withActs } from '../src/station/run.ts'
import { soundFor } from '../src/station/sounds.ts'
import { follow, fromBoard, withNoticed, type StationState } from '../src/station/station_state.ts'
import type { OrderView, StationBoard } from '../src/wire/contracts.gen.ts'
import type { KeptAct } from '../src/wire/device_memory.ts'
import { Refusal } from '../src/wire/problem.ts'
import { EPOCH, event, order, vehicle } from './fakes/wire.ts'

const TAKEN: Partial<OrderView> = { state: 'acknowledged', acknowledged_revision: 1 }

function act(verb: KeptAct['verb'], body: KeptAct['body'] = null, key = 'key-1'): KeptAct {
  return { key, orderId: 'order-1', verb, body }
}

function board(orders: OrderView[], last = 10): StationBoard {
  const station = { id: 's', code: 'S01', name: 'South', point: { lon: 118, lat: 33 }, address: '', telephone: '' }
  return {
    epoch: EPOCH, last, server: 'server-1', server_time: '', audiences: [], device: {} as StationBoard['device'], station,
    vehicles: [vehicle()], orders, servers: [], centre_name: '', centre_telephone: '120', zone: 'UTC',
  }
}

function state(...orders: OrderView[]): StationState {
  return fromBoard(board(orders), null)
}

describe('what wants a person', () => {
  it.each([
    ['order', { state: 'sent' }],
    ['order', { state: 'delivered' }],
    ['changed', { state: 'departed', revision: 2, acknowledged_revision: 1 }],
    ['changed', { state: 'departed', revision: 2, acknowledged_revision: null }],
    [null, { ...TAKEN }],
    [null, { state: 'departed', acknowledged_revision: null }],
    [null, { state: 'completed', revision: 3, acknowledged_revision: 1 }],
  ] as [string | null, Partial<OrderView>][])('%s', (call, given) => {
    expect(callOf(order(given))).toBe(call)
  })

  it('is heard in the order of its urgency', () => {
    expect(soundFor(['cancelled', 'order', 'changed'], true)).toBe('order')
    expect(soundFor(['cancelled', 'changed'], true)).toBe('changed')
    expect(soundFor(['cancelled'], true)).toBe('cancelled')
    expect(soundFor([], true)).toBe('away')
    expect(soundFor([], false)).toBeNull()
  })
})

describe('a run', () => {
  it('goes forward from where it is, and back only to put a time right', () => {
    expect(milestonesAhead(order(TAKEN))[0]).toBe('departed')
    expect(milestonesAhead(order({ state: 'left_scene' }))).toEqual(['at_hospital', 'handed_over', 'returning', 'completed'])
    expect(milestonesAhead(order())).toEqual([])
    expect(milestonesAhead(order({ state: 'cancelled' }))).toEqual([])
    expect(milestonesBehind(order({ state: 'arrived' }))).toEqual(['departed', 'arrived'])
  })

  it('is shown with what was done here before the centre has taken it', () => {
    const acts = [act('acknowledge', { revision: 1 }), act('stamp', { milestone: 'departed', at: 'T' })]
    const shown = withActs(order(), acts)
    expect([shown.state, shown.acknowledged_revision, shown.stamps.departed?.at]).toEqual(['departed', 1, 'T'])
    expect(withActs(order({ id: 'order-2' }), acts).state).toBe('sent')
  })

  it('keeps its state when a time is put right', () => {
    expect(withActs(order({ state: 'arrived' }), [act('stamp', { milestone: 'departed', at: 'T' })]).state).toBe('arrived')
  })

  it('holds nothing of the patient after the hand-over', () => {
    const sheet = { place: 'Happy Lane 3', contact_number: '138', patient_name: 'Wu', complaint_text: 'pain' } as OrderView['sheet']
    for (const given of [{ state: 'handed_over' }, { state: 'completed' }, { state: 'refused' }] as const) {
      expect(JSON.stringify(wiped(order({ ...given, sheet })))).not.toMatch(/Happy|138|Wu|pain/)
    }
    expect(wiped(order({ state: 'at_hospital', sheet })).sheet.patient_name).toBe('Wu')
    expect(wiped(order({ state: 'cancelled', sheet })).sheet.place).toBe('Happy Lane 3')
  })
})

describe('what a station knows', () => {
  it('follows its stream and repeats nothing', () => {
    const next = follow(state(order()), event(11, 'order_acknowledged', { order: order(TAKEN) }))
    expect([next.n, next.orders[0]?.state]).toEqual([11, 'acknowledged'])
    expect(follow(next, event(11, 'order_cancelled', { order: order({ state: 'cancelled' }) }))).toBe(next)
  })

  it('sees a gap', () => {
    expect(() => follow(state(), event(12, 'order_sent', { order: order() }))).toThrow(GapError)
  })

  it('notices an order that was taken back, in an event and in a snapshot, until somebody has', () => {
    const back = order({ state: 'cancelled' })
    const told = follow(state(order()), event(11, 'order_cancelled', { order: back }))
    expect(told.takenBack).toEqual(['order-1'])
    expect(fromBoard(board([back]), state(order())).takenBack).toEqual(['order-1'])
    expect(fromBoard(board([back]), null).takenBack).toEqual([])
    expect(withNoticed(told, 'order-1').takenBack).toEqual([])
  })

  it('is not moved back by an answer that comes after newer events', () => {
    expect(isBehind(order(TAKEN), order({ ...TAKEN, revision: 2 }))).toBe(true)
    expect(isBehind(order(TAKEN), order({ state: 'departed' }))).toBe(true)
    expect(isBehind(order(TAKEN), order({ state: 'cancelled' }))).toBe(true)
    expect(isBehind(order(TAKEN), order())).toBe(false)
  })
})

describe('the outbox', () => {
  let tried: KeptAct[]
  let answer: () => Promise<OrderView>
  const refused: string[] = []
  const open = (): Outbox => new Outbox({
    deliver: (one) => { tried.push(one); return answer() },
    taken: () => undefined,
    refused: (_act, code) => refused.push(code),
  })

  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
    tried = []
    answer = () => Promise.resolve(order())
  })
  afterEach(() => { vi.useRealTimers() })

  it('repeats an act under its own key until it was taken', async () => {
    answer = () => Promise.reject(new Error('away'))
    const outbox = open()
    outbox.put({ orderId: 'order-1', verb: 'acknowledge', body: { revision: 1 } })
    await vi.advanceTimersByTimeAsync(2500)
    answer = () => Promise.resolve(order())
    await vi.advanceTimersByTimeAsync(1000)
    expect(tried.length).toBeGreaterThan(2)
    expect(new Set(tried.map(({ key }) => key)).size).toBe(1)
    expect(outbox.waiting.value).toEqual([])
  })

  it('goes on after a reload, in the order of the acts', async () => {
    answer = () => new Promise(() => undefined)
    const before = open()
    before.put({ orderId: 'order-1', verb: 'acknowledge', body: { revision: 1 } })
    before.put({ orderId: 'order-1', verb: 'stamp', body: { milestone: 'departed', at: 'T' } })
    answer = () => Promise.resolve(order())
    tried = []
    await open().tell()
    expect(tried.map(({ verb }) => verb)).toEqual(['acknowledge', 'stamp'])
  })

  it.each([[409, 1], [401, 0]])('a refusal with %i settles %i', async (status, settled) => {
    answer = () => Promise.reject(new Refusal({ type: '', status, code: 'no', request_id: '' }))
    const outbox = open()
    outbox.put({ orderId: 'order-1', verb: 'stamp', body: {} })
    await vi.advanceTimersByTimeAsync(10)
    expect(1 - outbox.waiting.value.length).toBe(settled)
  })
})
