import { expect, it } from 'vitest'
import { nameOfPart } from '../src/call/lamps.ts'
import { meterOf, stateOf } from '../src/feeds/channel_words.ts'
import type { PartView, RecorderChannelView } from '../src/wire/contracts.gen.ts'

const channel = { alive: true, faults: [] as string[] } as unknown as RecorderChannelView

it('the meter goes from sixty below full scale to full scale and no further', () => {
  expect([-90, -60, -30, 0, 3].map(meterOf)).toEqual([0, 0, 50, 100, 100])
})

it('a channel without faults says whether a signal is there', () => {
  expect(stateOf(channel).mark).toBe('well')
  expect(stateOf({ ...channel, alive: false }).mark).toBe('unknown')
})

it('what loses sound is worse than what only warns', () => {
  expect(stateOf({ ...channel, faults: ['channel_silent'] }).mark).toBe('degraded')
  expect(stateOf({ ...channel, faults: ['channel_silent', 'channel_dead'] }).mark).toBe('failed')
})

it('the lamp of a channel names it, though it is the only one that is lit', () => {
  const part = { name: 'channel:急救电台1', state: 'failed', code: 'channel_dead' } as unknown as PartView
  expect(nameOfPart(part, [part])).toBe('录音通道 急救电台1')
})
