import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick, ref, shallowRef, type ShallowRef } from 'vue'
import { CallActs } from '../src/call/call_acts.ts'
import { shownCaller } from '../src/call/caller.ts'
import { DialActs } from '../src/call/dial_acts.ts'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { waitingCalls } from '../src/shared/board/queue.ts'
import { timeLine } from '../src/shared/board/time_line.ts'
import { ringingLeg } from '../src/shared/phone/phone.ts'
import { Notes } from '../src/shared/workplace/notes.ts'
import type { Workplace } from '../src/shared/workplace/workplace.ts'
import type { Board } from '../src/wire/contracts.gen.ts'
import { Refusal } from '../src/wire/problem.ts'
import { FakePhone } from './fakes/phone.ts'
import { ago, board, call, seat, task } from './fakes/wire.ts'

const OUT = call({ id: 'out-1', direction: 'out', state: 'ringing', seat: 3, position: null, trunk: 'carrier' })
let asked: string[]
let refusals: Record<string, Error>
let notes: Notes
let live: ShallowRef<BoardState>

beforeEach(() => {
  asked = []
  refusals = {}
  notes = new Notes()
})

function desk(given: Partial<Board> = {}, phone = new FakePhone()): DialActs {
  live = shallowRef(fromSnapshot(board(given)))
  const centre = new Proxy({}, {
    get: (_, verb: string) => (...values: unknown[]) => {
      asked.push([verb, ...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))].join(' '))
      const refusal = refusals[verb]
      return refusal ? Promise.reject(refusal) : Promise.resolve({ id: 'out-1' })
    },
  })
  const work = {
    phone: shallowRef(phone), seat: ref(3), you: ref({ staff_number: '1027' }), notes, centre, board: { state: live },
  } as unknown as Workplace
  const caller = ref(shownCaller(live.value, true, 3, phone))
  return new DialActs(work, caller, new CallActs(work, caller))
}

async function tell(given: Partial<Board>): Promise<void> {
  live.value = fromSnapshot(board(given))
  await nextTick()
}

describe('the key that calls back', () => {
  it('claims the oldest task and rings its number', async () => {
    const tasks = [task({ id: 'young', opened_at: ago(60) }), task({ id: 'old', opened_at: ago(3000) })]
    await desk({ tasks }).callBack()
    expect(asked).toEqual(['claimTask old', 'callOut {"task_id":"old"}'])
  })

  it('rings the task in my hands before another', async () => {
    const tasks = [task({ id: 'other', opened_at: ago(3000) }), task({ id: 'mine', state: 'claimed', claimed_by: '1027' })]
    await desk({ tasks }).callBack()
    expect(asked).toEqual(['callOut {"task_id":"mine"}'])
  })

  it('claims a task without a number all the same, so that a person knows of it', async () => {
    await desk({ tasks: [task({ number: null })] }).callBack()
    expect([asked, notes.shown[0]?.text]).toEqual([['claimTask task-1'], '没有可回拨的号码'])
  })

  it('leaves the task claimed and says why where the call is refused', async () => {
    refusals = { callOut: new Refusal({ type: '', status: 409, code: 'seat_phone_away', request_id: '', parameters: { seat: 3 } }) }
    await desk({ tasks: [task()] }).callBack()
    expect(notes.shown[0]?.text).toBe('3 号席话机离线，请检查话机')
  })

  it('says that there is none', async () => {
    await desk().callBack()
    expect([asked, notes.shown[0]?.text]).toEqual([[], '没有待回拨任务'])
  })

  it('rings nobody over a talk', async () => {
    await desk({ tasks: [task({ state: 'claimed', claimed_by: '1027' })] }, new FakePhone().talk()).callBack()
    expect([asked, notes.shown[0]?.text]).toEqual([[], '已在通话中，请先结束本路'])
  })
})

describe('the key that rings again', () => {
  it('rings the caller who hung up first', async () => {
    const gone = call({ state: 'ended', seat: 3, answered_at: ago(30), ended_at: ago(1), ended_by: 'caller' })
    await desk({ calls: [gone], seats: [seat({ state: 'wrap_up' })] }).ringAgain()
    expect(asked).toEqual(['callOut {"call_id":"call-1"}'])
  })

  it('rings nobody while he is still there', async () => {
    const there = call({ state: 'talking', seat: 3, answered_at: ago(30) })
    await desk({ calls: [there] }).ringAgain()
    expect([asked, notes.shown[0]?.text]).toEqual([[], '没有可重拨的电话'])
  })
})

describe('a call that this seat makes', () => {
  it('is shown here while the number rings, and waits in no queue', () => {
    desk({ calls: [OUT] }, new FakePhone().talk())
    expect(shownCaller(live.value, true, 3, new FakePhone().talk())?.state).toBe('ringing')
    expect(waitingCalls(live.value)).toEqual([])
  })

  it('begins in the time line as what it is', () => {
    expect(timeLine(OUT, []).map(({ kind }) => kind)).toEqual(['call_out_begun'])
  })

  it('is told apart from a caller who was given to another seat', () => {
    const given = call({ requeued_at: ago(2), transferred_by: 1 })
    expect(timeLine(given, []).map(({ kind }) => kind)).toEqual(['call_offered', 'call_transferred'])
  })

  it('tells in words why it failed', async () => {
    await desk().dial('13805276621', 'incident-1')
    await tell({ calls: [OUT] })
    await tell({ calls: [{ ...OUT, state: 'ended', ended_at: ago(0), dial_result: 'busy' }] })
    expect(asked).toEqual(['callOut {"number":"13805276621","incident_id":"incident-1"}'])
    expect(notes.shown.map(({ text }) => text)).toEqual(['138 0527 6621：对方占线'])
  })

  it('says nothing of one that was answered', async () => {
    await desk().dial('13805276621', null)
    await tell({ calls: [OUT] })
    await tell({ calls: [{ ...OUT, state: 'ended', ended_at: ago(0), dial_result: 'answered' }] })
    expect(notes.shown).toEqual([])
  })

  it('says nothing of what another seat rang', async () => {
    desk()
    await tell({ calls: [{ ...OUT, seat: 1 }] })
    await tell({ calls: [{ ...OUT, seat: 1, state: 'ended', ended_at: ago(0), dial_result: 'busy' }] })
    expect(notes.shown).toEqual([])
  })

  it('rings no bell: the phone takes it by itself', () => {
    const phone = new FakePhone().ring()
    phone.legs = phone.legs.map((leg) => ({ ...leg, placed: true }))
    expect(ringingLeg(phone)).toBeNull()
  })
})
