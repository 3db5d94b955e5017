import { describe, expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { CallActs } from '../src/call/call_acts.ts'
import { shownCaller } from '../src/call/caller.ts'
import { listInvitees, matching } from '../src/call/conference/invitees.ts'
import { leads, useConference } from '../src/call/conference/use_conference.ts'
import { apply } from '../src/shared/board/apply.ts'
import { fromSnapshot } from '../src/shared/board/board.ts'
import { callAtSeat, callsElsewhere, callToAnswer } from '../src/shared/board/queue.ts'
import { Notes } from '../src/shared/workplace/notes.ts'
import type { Workplace } from '../src/shared/workplace/workplace.ts'
import type { Board, ConferenceView, MemberView } from '../src/wire/contracts.gen.ts'
import { FakePhone } from './fakes/phone.ts'
import { ago, board, call, event, seat } from './fakes/wire.ts'

function member(id: string, given: Partial<MemberView> = {}): MemberView {
  const empty = { seat: null, number: '', name: '', muted: false, came_at: null, gone_at: null, gone_by: null, recording: null }
  return { id, role: 'seat', state: 'in', ...empty, ...given }
}

function room(given: Partial<ConferenceView> = {}): ConferenceView {
  const members = [
    member('opener', { role: 'opener', seat: 1 }), member('caller', { role: 'caller', state: 'held' }), member('asked', { seat: 3, state: 'ringing' }),
  ]
  return {
    id: 'room-1', call_id: 'call-1', exchange: 'node1', opened_by: '1027', opened_at: ago(5), state: 'consulting', mix: 'mix', members, over_at: null, ...given,
  }
}

const HELD = call({ state: 'held', seat: 1 })
const there = (state: MemberView['state']): ConferenceView =>
  room({ members: room().members.map((one) => (one.id === 'asked' ? { ...one, state } : one)) })

describe('a room on the board', () => {
  it('rings a seat with its call before it answers, and is its call afterwards', () => {
    const rings = fromSnapshot(board({ calls: [HELD], conferences: [there('ringing')] }))
    expect([callToAnswer(rings, 3)?.id, callAtSeat(rings, 3)]).toEqual(['call-1', null])
    const talks = fromSnapshot(board({ calls: [HELD], conferences: [there('in')] }))
    expect([callToAnswer(talks, 3), callAtSeat(talks, 3)?.id]).toEqual([null, 'call-1'])
    expect([callsElsewhere(rings, 3).length, callsElsewhere(talks, 3).length]).toEqual([1, 0])
  })

  it('is taken from the board when it is over', () => {
    const before = fromSnapshot(board({ conferences: [room()] }))
    const muted = apply(before, event(11, 'conference_muted', { conference: room({ opened_by: '1' }), member_id: 'asked' }))
    expect(muted.conferences.map(({ opened_by }) => opened_by)).toEqual(['1'])
    expect(apply(muted, event(12, 'conference_over', { conference: room({ state: 'over' }), member_id: null })).conferences).toEqual([])
  })

  it('is led by who opened it, and by whoever is there when that seat is gone', () => {
    expect([leads(room(), 1), leads(room(), 3)]).toEqual([true, false])
    expect(leads(room({ members: [member('opener', { role: 'opener', seat: 1, state: 'gone' })] }), 3)).toBe(true)
  })
})

describe('whom a room can ask', () => {
  const state = fromSnapshot(board({ seats: [seat({ number: 1 }), seat({ number: 2, staff_number: '1033' }), seat({ number: 4, staff_number: '1034', state: 'talking' })] }))
  const listed = listInvitees(state, 1)
  const found = (typed: string): (number | string | null)[] => matching(listed, typed).map(({ whom }) => whom.seat ?? whom.number ?? null)

  it('is every free seat but the own, and the other services', () => {
    expect(found('')).toEqual([2, '110', '119', '122'])
  })

  it('is the seat whose number was typed, first', () => {
    expect(found('2')[0]).toBe(2)
  })

  it('is any number, where nothing else fits it exactly', () => {
    expect(found('13900001111')).toEqual(['13900001111'])
    expect(found('110')[0]).toBe('110')
  })
})

describe('the keys in a room', () => {
  function desk(own: number, given: Partial<Board>): { press: (act: string) => void; asked: string[]; notes: Notes; other: string[] } {
    const [asked, other, notes]: [string[], string[], Notes] = [[], [], new Notes()]
    const state = fromSnapshot(board(given))
    const phone = new FakePhone().ring()
    const api = { ask: (method: string, path: string) => { asked.push(`${method} ${path.replace('/api/v1/', '')}`); return Promise.resolve({}) } }
    const work = { phone: shallowRef(phone), seat: ref(own), you: ref({ staff_number: '1027' }), notes, centre: { api }, board: { state: shallowRef(state) } }
    const caller = ref(shownCaller(state, true, own, phone))
    const conferring = useConference(work as unknown as Workplace, caller, new CallActs(work as unknown as Workplace, caller))
    const keys = conferring.keys({ transfer: () => other.push('transfer'), hold: () => other.push('hold'), open: () => other.push('open') })
    return { press: (act) => { keys[act as 'hold']?.(0) }, asked, notes, other }
  }

  it('give the caller over, take him back and let all talk while he waits', () => {
    const at = desk(1, { calls: [HELD], conferences: [there('in')] })
    for (const act of ['transfer', 'hold', 'conference']) at.press(act)
    expect(at.asked).toEqual(['POST conferences/room-1/complete', 'POST conferences/room-1/take-back', 'POST conferences/room-1/join'])
  })

  it('are not for the seat that was asked', () => {
    const at = desk(3, { calls: [HELD], conferences: [there('in')] })
    for (const act of ['transfer', 'hold']) at.press(act)
    expect([at.asked, at.notes.shown.length]).toEqual([[], 2])
  })

  it('open the door to who dials in, and let in who waited longest', () => {
    const guests = ['first', 'second'].map((id) => member(id, { role: 'outside', state: 'held', number: '13901112222' }))
    const at = desk(1, { calls: [call({ state: 'talking', seat: 1 })], conferences: [room({ state: 'talking', members: [member('opener', { role: 'opener', seat: 1 }), ...guests] })] })
    for (const act of ['dialIn', 'admit']) at.press(act)
    expect(at.asked).toEqual(['POST conferences/room-1/dial-in', 'POST conferences/room-1/members/first/admit'])
  })

  it('do what they always do where there is no room', () => {
    const at = desk(1, { calls: [call({ state: 'talking', seat: 1 })] })
    for (const act of ['transfer', 'hold']) at.press(act)
    expect([at.asked, at.other]).toEqual([[], ['transfer', 'hold']])
  })
})
