import { describe, expect, it } from 'vitest'
import { isLine, phoneOf, wayOf } from '../src/call/desk/lines.ts'
import { apply } from '../src/shared/board/apply.ts'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { t } from '../src/shared/texts/texts.ts'
import type { Board, CallView, EventMessage, GroupCallView, SeatMessageView } from '../src/wire/contracts.gen.ts'

const GROUP: GroupCallView = {
  id: 'g', exchange: 'node1', kind: 'call', seat: 1, staff_number: '1027', wanted: 1, state: 'calling', begun_at: '2026-11-22T01:00:00Z',
  recording: null, ended_at: null, members: [{ line: 1, label: 'East', state: 'ringing', at: '2026-11-22T01:00:00Z' }],
}
const MESSAGE: SeatMessageView = {
  id: 'm', from_seat: 1, staff_number: '1027', to_seat: null, recipients: ['1031'], text: 'x', urgent: true, sent_at: '2026-11-22T01:00:00Z', receipts: [],
}
const EMPTY = { epoch: 'e', last: 0, calls: [], seats: [], tasks: [], parts: [], answer_overdue_after_s: 10 } as unknown as Board

function told(n: number, kind: string, payload: object): EventMessage {
  const event = { n, kind, epoch: 'e', payload, happened_at: '2026-11-22T01:00:00Z', actor: 'x' }
  return { type: 'event', n, previous_n: n - 1, event } as unknown as EventMessage
}

function after(...events: [string, object][]): BoardState {
  return events.reduce((board, [kind, payload], index) => apply(board, told(index + 1, kind, payload)), fromSnapshot(EMPTY))
}

describe('the way of a call', () => {
  const way = (number: string | null, trunk: string): string | null => wayOf({ number, trunk } as CallView)

  it('is the line, the second telephone of its place, or a trunk', () => {
    expect(way('7001', '7001')).toBe(t('line.by_line'))
    expect(way('7001', 'mobile')).toBe(t('line.by_second', { trunk: 'mobile' }))
    expect(way('13800138000', 'mobile')).toBe(t('caller.trunk', { trunk: 'mobile' }))
    expect(way('7001', '')).toBeNull()
  })

  it('knows a line by its number alone', () => {
    expect(['7001', '7199', '7200', '8001', '70011', null].map(isLine)).toEqual([true, true, false, false, false, false])
    expect(phoneOf({ number: 12, label: 'x', owner: 'station', code: 'S' })).toBe('7012')
  })
})

describe('the board', () => {
  it('shows what each line of a group call does', () => {
    const accepted = { ...GROUP, members: GROUP.members.map((one) => ({ ...one, state: 'accepted' as const })) }
    const board = after(['group_call_begun', { group_call: GROUP }], ['group_call_changed', { group_call: accepted }])
    expect(board.groupCalls.map(({ members }) => members[0]?.state)).toEqual(['accepted'])
    expect(board.unknownKinds).toBe(0)
  })

  it('shows a message, and who has read it', () => {
    const read = { ...MESSAGE, receipts: [{ staff_number: '1031', at: '2026-11-22T01:00:01Z' }] }
    const board = after(['seat_message_sent', { message: MESSAGE }], ['seat_message_acknowledged', { message: read }])
    expect(board.messages.map(({ receipts }) => receipts.length)).toEqual([1])
    expect(board.seats).toEqual([])
    expect(board.unknownKinds).toBe(0)
  })

  it('counts what it does not understand and stays', () => {
    expect(after(['group_call_begun', {}], ['seat_message_sent', {}]).unknownKinds).toBe(2)
  })
})
