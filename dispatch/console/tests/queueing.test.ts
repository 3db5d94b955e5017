import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick, ref, shallowRef, type ShallowRef } from 'vue'
import type { CallActs } from '../src/call/call_acts.ts'
import { shownCaller } from '../src/call/caller.ts'
import { QueueActs } from '../src/call/queue_acts.ts'
import { assignDigits } from '../src/call/queue_digits.ts'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { callAtSeat, heldAtSeat } from '../src/shared/board/queue.ts'
import { keyboard } from '../src/shared/keys/keyboard.ts'
import { talkingLeg } from '../src/shared/phone/phone.ts'
import { Notes } from '../src/shared/workplace/notes.ts'
import type { Workplace } from '../src/shared/workplace/workplace.ts'
import type { CallView } from '../src/wire/contracts.gen.ts'
import { FakePhone } from './fakes/phone.ts'
import { ago, board, call } from './fakes/wire.ts'

describe('the digits of the queue', () => {
  it('stay with a call for as long as it waits', () => {
    const three = assignDigits({}, ['a', 'b', 'c'])
    expect(three).toEqual({ a: 1, b: 2, c: 3 })
    expect(assignDigits(three, ['b', 'c', 'd'])).toEqual({ b: 2, c: 3, d: 1 })
  })

  it('are nine; the tenth call has none until one is free', () => {
    const ids = Array.from({ length: 10 }, (_, index) => `c${index}`)
    const nine = assignDigits({}, ids)
    expect([Object.keys(nine).length, nine.c9]).toEqual([9, undefined])
    expect(assignDigits(nine, ids.slice(1)).c9).toBe(1)
  })
})

describe('a bare digit', () => {
  function press(at: EventTarget): string[] {
    const told: string[] = []
    const acts = { fetch: (digit: number) => { told.push(String(digit)) } }
    keyboard.listen()
    keyboard.take(acts)
    at.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit3', bubbles: true, cancelable: true }))
    keyboard.leave(acts)
    return told
  }

  it('fetches where nothing is typed, and is only typed where something is', () => {
    const field = document.body.appendChild(document.createElement('input'))
    expect(press(field)).toEqual([])
    expect(press(document.body)).toContain('3')
    field.remove()
  })
})

describe('a seat with two callers', () => {
  const held = call({ id: 'held', state: 'held', seat: 3, held_at: ago(25), number: '13800000001' })
  const talks = call({ id: 'talks', state: 'talking', seat: 3, number: '13800000002' })

  it('shows the one who talks, and whom it holds beside him', () => {
    const state = fromSnapshot(board({ calls: [held, talks] }))
    expect(callAtSeat(state, 3)?.id).toBe('talks')
    expect(heldAtSeat(state, 3, 'talks').map(({ id }) => id)).toEqual(['held'])
  })

  it('takes the leg that talks for the one it speaks on', () => {
    const phone = new FakePhone().talk('13800000001')
    const [first] = phone.legs
    if (!first) throw new Error('no leg')
    phone.legs = [{ ...first, state: 'held' }, { ...first, id: 2, number: '13800000002', state: 'talking' }]
    expect(talkingLeg(phone)?.id).toBe(2)
    const state = fromSnapshot(board({ calls: [held, { ...talks, state: 'ringing', seat: null, ringing_seats: [3] }] }))
    expect(shownCaller(state, true, 3, phone)?.call?.id).toBe('talks')
  })
})

let asked: string[]
let notes: Notes
let live: ShallowRef<BoardState>

beforeEach(() => {
  asked = []
  notes = new Notes()
})

function queue(phone: FakePhone, calls: readonly CallView[]): QueueActs {
  live = shallowRef(fromSnapshot(board({ calls: [...calls] })))
  const centre = { fetchCall: (id: string) => { asked.push(id) } }
  const work = { phone: shallowRef(phone), seat: ref(3), notes, centre, board: { state: live } }
  const acts = { attempt: async (act: () => unknown) => { await act() }, say: () => undefined, holdOrRetrieve: () => { phone.hold() } }
  return new QueueActs(work as unknown as Workplace, ref(shownCaller(live.value, true, 3, phone)), acts as unknown as CallActs)
}

describe('holding one and answering the next', () => {
  const own = call({ id: 'own', state: 'talking', seat: 3 })
  const waits = call({ id: 'waits', state: 'queued', number: '13800000002' })

  it('holds first and brings the next when the hold is told', async () => {
    const phone = new FakePhone().talk()
    const done = queue(phone, [own, waits]).answerNext()
    await nextTick()
    expect([phone.told, asked]).toEqual([['hold'], []])
    live.value = fromSnapshot(board({ calls: [{ ...own, state: 'held', held_at: ago(0) }, waits] }))
    await done
    expect(asked).toEqual(['waits'])
  })

  it('holds nobody when nobody waits', async () => {
    const phone = new FakePhone().talk()
    await queue(phone, [own]).answerNext()
    expect([phone.told, asked, notes.shown[0]?.text]).toEqual([[], [], '没有来电排队'])
  })

  it('never takes the one who talks here for the next, though the board is a moment behind', async () => {
    const phone = new FakePhone().talk()
    await queue(phone, [{ ...own, state: 'ringing', seat: null, ringing_seats: [3] }]).answerNext()
    expect([phone.told, asked, notes.shown[0]?.text]).toEqual([[], [], '没有来电排队'])
  })

  it('fetches nobody by a digit while somebody talks here', async () => {
    await queue(new FakePhone().talk(), [own, waits]).fetch('waits')
    expect([asked, notes.shown[0]?.text]).toEqual([[], '正在通话，按 ⇧F2 先保持再接'])
  })

  it('fetches exactly the one who was chosen', async () => {
    await queue(new FakePhone(), [waits]).fetch('waits')
    expect(asked).toEqual(['waits'])
  })
})
