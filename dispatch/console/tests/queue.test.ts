import { describe, expect, it } from 'vitest'
import { fromSnapshot } from '../src/shared/board/board.ts'
import { callAtSeat, callToAnswer, isOverdue, longestWaitS, waitingCalls } from '../src/shared/board/queue.ts'
import { timeLine } from '../src/shared/board/time_line.ts'
import { ago, board, call, NOW, seat } from './fakes/wire.ts'

describe('the queue', () => {
  const old = call({ id: 'old', offered_at: ago(20), state: 'ringing', ringing_seats: [1] })
  const young = call({ id: 'young', offered_at: ago(4), state: 'ringing', ringing_seats: [3] })
  const back = call({ id: 'back', offered_at: ago(90), requeued_at: ago(2) })
  const state = fromSnapshot(board({ calls: [young, old, back, call({ id: 'talks', state: 'talking', seat: 2 })] }))

  it('puts who was cut off first and the rest by time', () => {
    expect(waitingCalls(state).map(({ id }) => id)).toEqual(['back', 'old', 'young'])
  })

  it('gives a seat the first call that rings there, not the first of all', () => {
    expect(callToAnswer(state, 3)?.id).toBe('young')
  })

  it('knows the longest wait, counted anew for who was cut off', () => {
    expect(longestWaitS(state, NOW)).toBe(20)
  })

  it('finds a call overdue by the clock before the server says so', () => {
    expect([old, young].map((one) => isOverdue(one, state, NOW))).toEqual([true, false])
  })

  it('never finds a call overdue that somebody answered', () => {
    expect(isOverdue(call({ state: 'talking', overdue_at: ago(5) }), state, NOW)).toBe(false)
  })
})

describe('the call at a seat', () => {
  const ended = call({ id: 'ended', state: 'ended', seat: 3, ended_at: ago(3) })

  it('stays while the seat writes it up', () => {
    const state = fromSnapshot(board({ calls: [ended], seats: [seat({ state: 'wrap_up' })] }))
    expect(callAtSeat(state, 3)?.id).toBe('ended')
  })

  it('goes when the seat is ready again', () => {
    expect(callAtSeat(fromSnapshot(board({ calls: [ended] })), 3)).toBeNull()
  })
})

describe('the time line', () => {
  const answered = call({ offered_at: ago(20), answered_at: ago(11), state: 'talking' })

  it('tells from the stamps what the page did not see itself', () => {
    expect(timeLine(answered, []).map(({ kind }) => kind)).toEqual(['call_offered', 'call_answered'])
  })

  it('tells of the first answer too when a cut-off caller was answered again', () => {
    const again = [{ kind: 'call_answered', at: ago(1), actor: 'exchange:node1', seat: null }]
    expect(timeLine(answered, again).map(({ kind }) => kind)).toEqual(['call_offered', 'call_answered', 'call_answered'])
  })

  it('tells what it saw once only, in order of time', () => {
    const seen = [{ kind: 'call_answered', at: ago(11), actor: 'staff:1027', seat: null }, { kind: 'call_rang_out', at: ago(11), actor: '', seat: null }]
    expect(timeLine(answered, seen).map(({ kind, actor }) => [kind, actor])).toEqual([['call_offered', ''], ['call_answered', 'staff:1027']])
  })
})
