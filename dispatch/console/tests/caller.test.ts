import { describe, expect, it } from 'vitest'
import { shownCaller } from '../src/call/caller.ts'
import { fromSnapshot } from '../src/shared/board/board.ts'
import { FakePhone } from './fakes/phone.ts'
import { ago, board, call, seat } from './fakes/wire.ts'

const RINGS = call({ state: 'ringing', ringing_seats: [3] })
const TALKS = call({ state: 'talking', seat: 3, answered_at: ago(9) })

function shown(calls: ReturnType<typeof call>[], phone: FakePhone, live = true): ReturnType<typeof shownCaller> {
  return shownCaller(fromSnapshot(board({ calls, seats: [seat({ state: 'wrap_up' })] })), live, 3, phone)
}

describe('the caller that a seat is shown', () => {
  it('is known before the answer', () => {
    expect(shown([RINGS], new FakePhone().ring())).toMatchObject({ state: 'ringing', number: '13805276621', call: RINGS })
  })

  it('is the board’s call when the phone rings a moment before the servers say so', () => {
    const waits = call({ state: 'queued' })
    expect(shown([waits], new FakePhone().ring())?.call?.id).toBe(waits.id)
  })

  it('stays on the screen between the phone’s answer and the server’s word of it', () => {
    expect(shown([RINGS], new FakePhone().talk())).toMatchObject({ state: 'talking', call: RINGS })
  })

  it('is whoever talks, though somebody else rings', () => {
    expect(shown([call({ ...RINGS, id: 'other' }), TALKS], new FakePhone().talk())?.call?.id).toBe(TALKS.id)
  })

  it('comes from the phone alone when no server lives', () => {
    const caller = shownCaller(null, false, 3, new FakePhone().ring('052784382216'))
    expect(caller).toMatchObject({ call: null, number: '052784382216', state: 'ringing', card: null })
  })

  it('is the phone’s new caller, not the board’s old one, while servers are dead', () => {
    expect(shown([TALKS], new FakePhone().ring('110'), false)).toMatchObject({ call: null, number: '110' })
  })

  it('is nobody when the talk ended while servers are dead', () => {
    expect(shown([TALKS], new FakePhone(), false)).toBeNull()
  })

  it('keeps owner and address of a talk that began before the servers died', () => {
    expect(shown([TALKS], new FakePhone().talk(), false)?.call?.id).toBe(TALKS.id)
  })

  it('is never the caller before, when one talk follows another while servers are dead', () => {
    const before = call({ state: 'talking', seat: 3, number: '052784500001', answered_at: ago(40) })
    expect(shown([before], new FakePhone().talk('13805276621'), false)).toMatchObject({ call: null, number: '13805276621' })
  })

  it('is never an old talk of somebody whose number was withheld as well', () => {
    const before = call({ state: 'talking', seat: 3, number: null, answered_at: ago(600) })
    expect(shown([before], new FakePhone().talk(null), false)?.call).toBeNull()
  })

  it('stays while the seat writes it up', () => {
    const over = call({ state: 'ended', seat: 3, ended_at: ago(1) })
    expect(shown([over], new FakePhone())).toMatchObject({ state: 'ended' })
  })

  it('is the one who rings, before the one who is written up', () => {
    const over = call({ id: 'over', state: 'ended', seat: 3, ended_at: ago(1) })
    expect(shown([over, RINGS], new FakePhone().ring())?.call?.id).toBe(RINGS.id)
  })
})
