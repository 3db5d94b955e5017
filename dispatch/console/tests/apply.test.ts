import { describe, expect, it } from 'vitest'
import { apply, GapError, KEPT_OVER } from '../src/shared/board/apply.ts'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { ago, board, call, event, incident, order, seat, task, vehicle } from './fakes/wire.ts'

const EMPTY = fromSnapshot(board())

function after(start: BoardState, ...messages: Parameters<typeof event>[]): BoardState {
  return messages.reduce((state, message) => apply(state, event(...message)), start)
}

describe('applying an event', () => {
  it('puts the whole view of what changed in its place', () => {
    const ringing = after(EMPTY, [11, 'call_offered', { call: call() }], [12, 'call_ringing', { call: call({ state: 'ringing' }) }])
    expect(ringing.calls.map(({ state }) => state)).toEqual(['ringing'])
    expect(ringing.n).toBe(12)
  })

  it('changes nothing when it comes twice', () => {
    const once = after(EMPTY, [11, 'call_offered', { call: call() }])
    expect(apply(once, event(11, 'call_ended', { call: call({ state: 'ended' }) }))).toBe(once)
  })

  it('asks for a snapshot when the one before it is missing', () => {
    expect(() => apply(EMPTY, event(13, 'call_offered', { call: call() }, 12))).toThrow(GapError)
  })

  it('asks for a snapshot when it is of another epoch', () => {
    const other = { ...EMPTY, epoch: 'epoch-2' }
    expect(() => apply(other, event(11, 'call_offered', { call: call() }))).toThrow(GapError)
  })

  it('follows gaps in the numbers that are no gaps on this stream', () => {
    expect(after(EMPTY, [25, 'seat_ready', { seat: seat() }, 10]).n).toBe(25)
  })

  it('counts a kind that it does not know and goes on', () => {
    const state = after(EMPTY, [11, 'drone_launched', { drone: 1 }])
    expect(state).toMatchObject({ n: 11, unknownKinds: 1 })
  })

  it('counts a known kind with a payload that it cannot read', () => {
    expect(after(EMPTY, [11, 'call_offered', {}]).unknownKinds).toBe(1)
  })

  it('keeps what happened to a call in order', () => {
    const state = after(EMPTY, [11, 'call_offered', { call: call() }], [12, 'call_queued', { call: call() }])
    expect(state.steps['call-1']?.map(({ kind }) => kind)).toEqual(['call_offered', 'call_queued'])
  })

  it('forgets the oldest calls that are over, and what happened to them', () => {
    const over = Array.from({ length: KEPT_OVER + 1 }, (_, index) =>
      [11 + index, 'call_ended', { call: call({ id: `over-${index}`, state: 'ended', ended_at: ago(0) }) }] as const)
    const state = after(EMPTY, ...over.map(([n, kind, payload]): [number, string, object] => [n, kind, payload]))
    expect(state.calls.map(({ id }) => id)).not.toContain('over-0')
    expect(Object.keys(state.steps)).toHaveLength(KEPT_OVER)
  })

  it('keeps a hand-over until it is refused, and shows who asked that it was taken', () => {
    const asked = after(EMPTY, [11, 'handover_asked', { handover: { id: 'h1', seat: 1, to_seat: 2, state: 'asked' } }])
    const taken = after(asked, [12, 'handover_accepted', { handover: { id: 'h1', seat: 1, to_seat: 2, state: 'accepted' } }])
    const refused = after(asked, [12, 'handover_declined', { handover: { id: 'h1', seat: 1, to_seat: 2, state: 'declined' } }])
    expect([asked, taken, refused].map(({ handovers }) => handovers.map(({ state }) => state))).toEqual([['asked'], ['accepted'], []])
  })

  it('forgets a reminder that its leader took away', () => {
    const reminder = { id: 'r1', set_by: '2003', kind: 'number', value: '1', calls: [], removed_at: null }
    const set = after(EMPTY, [11, 'reminder_set', { reminder }], [12, 'reminder_came', { reminder: { ...reminder, calls: ['call-1'] }, call_id: 'call-1' }])
    expect(set.reminders.map(({ calls }) => calls)).toEqual([['call-1']])
    expect(after(set, [13, 'reminder_removed', { reminder: { ...reminder, removed_at: ago(0) } }]).reminders).toEqual([])
  })

  it('takes a task that is done from the list', () => {
    const state = after(EMPTY, [11, 'task_opened', { task: task() }], [12, 'task_done', { task: task({ state: 'done' }) }])
    expect(state.tasks).toEqual([])
  })

  it('follows an incident through a call that was joined to it', () => {
    const state = after(EMPTY, [11, 'incident_opened', { incident: incident() }], [12, 'call_joined', { incident: incident({ calls: ['call-2'] }) }])
    expect(state.incidents.map(({ calls }) => calls)).toEqual([['call-2']])
    expect(state.unknownKinds).toBe(0)
  })

  it('follows an order and its vehicle', () => {
    const state = after(
      EMPTY, [11, 'order_sent', { order: order() }], [12, 'order_overdue', { order: order({ overdue_at: ago(0) }) }],
      [13, 'vehicle_changed', { vehicle: vehicle({ status: 'ordered' }) }],
    )
    expect(state.orders.map(({ overdue_at }) => overdue_at)).toEqual([ago(0)])
    expect(state.vehicles.map(({ status }) => status)).toEqual(['ordered'])
  })

  it('keeps what both windows look at', () => {
    const selection = { incident_id: 'incident-1', vehicle_id: null, point: null, changed_at: ago(0) }
    expect(after(EMPTY, [11, 'selection_changed', { selection }]).selection).toEqual(selection)
  })

  it('forgets the oldest incidents that are over, never one that is open', () => {
    const over = Array.from({ length: KEPT_OVER + 2 }, (_, index): [number, string, object] =>
      [12 + index, 'incident_closed', { incident: incident({ id: `over-${index}`, state: 'closed' }) }])
    const state = after(EMPTY, [11, 'incident_opened', { incident: incident() }], ...over)
    expect(state.incidents.map(({ id }) => id)).toContain('incident-1')
    expect(state.incidents).toHaveLength(KEPT_OVER + 1)
  })
})
