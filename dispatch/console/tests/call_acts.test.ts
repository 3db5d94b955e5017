import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick, ref, shallowRef, type ShallowRef } from 'vue'
import { CallActs } from '../src/call/call_acts.ts'
import { shownCaller } from '../src/call/caller.ts'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { Notes } from '../src/shared/workplace/notes.ts'
import type { Workplace } from '../src/shared/workplace/workplace.ts'
import type { Board } from '../src/wire/contracts.gen.ts'
import { Refusal, ServersUnreachable } from '../src/wire/problem.ts'
import { FakePhone } from './fakes/phone.ts'
import { board, call, seat } from './fakes/wire.ts'

const RINGS = call({ state: 'ringing', ringing_seats: [3] })
let asked: string[]
let refusal: Error | null
let notes: Notes

beforeEach(() => {
  asked = []
  refusal = null
  notes = new Notes()
})

let live: ShallowRef<BoardState>

function desk(phone: FakePhone, given: Partial<Board> = {}): CallActs {
  const state = fromSnapshot(board(given))
  live = shallowRef(state)
  const centre = new Proxy({}, {
    get: (_, verb) => (...values: unknown[]) => {
      asked.push([verb, ...values].join(' '))
      return refusal ? Promise.reject(refusal) : Promise.resolve({})
    },
  })
  const work = {
    phone: shallowRef(phone), seat: ref(3), you: ref({ staff_number: '1027' }), notes, centre, board: { state: live },
  }
  return new CallActs(work as unknown as Workplace, ref(shownCaller(state, true, 3, phone)))
}

function refused(code: string, parameters: Record<string, string | number | null> = {}): Refusal {
  return new Refusal({ type: '', status: 409, code, request_id: '', parameters })
}

describe('answering', () => {
  it('claims the call that rings here, then answers the phone', async () => {
    const phone = new FakePhone().ring()
    await desk(phone, { calls: [RINGS] }).answer()
    expect([asked, phone.told]).toEqual([['answerCall call-1'], ['answer']])
  })

  it('says which seat was first, and leaves the phone alone', async () => {
    refusal = refused('call_taken', { seat: 2, staff_number: null })
    const phone = new FakePhone().ring()
    await desk(phone, { calls: [RINGS], seats: [seat(), seat({ number: 2, staff_number: '1033' })] }).answer()
    expect(phone.told).toEqual([])
    expect(notes.shown[0]?.text).toBe('已被 2 号席 1033 接听')
  })

  it('says which seat was first when no server could say it in time and the exchange decided', async () => {
    refusal = new ServersUnreachable()
    await desk(new FakePhone().ring(), { calls: [RINGS] }).answer()
    live.value = fromSnapshot(board({ calls: [{ ...RINGS, state: 'talking', seat: 2, staff_number: '1033' }] }))
    await nextTick()
    expect(notes.shown.map(({ text }) => text)).toEqual(['已被 2 号席 1033 接听'])
  })

  it.each([new ServersUnreachable(), refused('database_away')])('answers all the same when %s', async (error) => {
    refusal = error
    const phone = new FakePhone().ring()
    await desk(phone, { calls: [RINGS] }).answer()
    expect(phone.told).toEqual(['answer'])
  })

  it('answers a call that no server told of', async () => {
    const phone = new FakePhone().ring()
    await desk(phone).answer()
    expect([asked, phone.told]).toEqual([[], ['answer']])
  })

  it('lets the server make a desk phone answer', async () => {
    const phone = new FakePhone('desk')
    await desk(phone, { calls: [RINGS] }).answer()
    expect([asked, phone.told]).toEqual([['answerCall call-1'], []])
  })

  it('never drops who talks for who waits', async () => {
    const phone = new FakePhone().talk()
    await desk(phone, { calls: [RINGS] }).answer()
    expect([asked, phone.told, notes.shown.length]).toEqual([[], [], 1])
  })

  it('says that nothing rings here', async () => {
    await desk(new FakePhone()).answer()
    expect(notes.shown[0]?.text).toBe('本席没有来电振铃')
  })
})

describe('hanging up', () => {
  it('is told to the phone only while somebody talks', async () => {
    const [talking, ringing] = [new FakePhone().talk(), new FakePhone().ring()]
    await desk(talking).hangUp()
    await desk(ringing).hangUp()
    expect([talking.told, ringing.told]).toEqual([['hangUp'], []])
  })
})

describe('a transfer', () => {
  const TALKS = call({ state: 'talking', seat: 3, answered_at: '2026-11-22T00:59:00Z' })

  it('gives who talks here to the other seat', async () => {
    await desk(new FakePhone().talk(), { calls: [TALKS] }).transfer(2)
    expect(asked).toEqual(['transferCall call-1 2'])
  })

  it('says that nobody talks', async () => {
    await desk(new FakePhone()).transfer(2)
    expect([asked, notes.shown[0]?.text]).toEqual([[], '当前没有通话'])
  })

  it('says why a seat cannot take him', async () => {
    refusal = refused('seat_cannot_take', { seat: 2 })
    await desk(new FakePhone().talk(), { calls: [TALKS] }).transfer(2)
    expect(notes.shown[0]?.text).toBe('2 号席现在不能接转接')
  })
})
