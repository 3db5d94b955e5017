import { describe, expect, it } from 'vitest'
import { SoundClock } from '../src/playback/sound_clock.ts'
import { following, markBeside, quietOf, rulesOf, zoomed } from '../src/playback/story.ts'
import type { LaneView } from '../src/wire/contracts.gen.ts'

interface FakeSound { paused: boolean; seeking: boolean; ended: boolean; error: null; readyState: number; currentTime: number; playbackRate: number; preservesPitch: boolean; play: () => Promise<void>; pause: () => void }

function fake(readyState = 4): FakeSound {
  const element: FakeSound = {
    paused: true, seeking: false, ended: false, error: null, readyState, currentTime: 0, playbackRate: 1, preservesPitch: false,
    play: () => { element.paused = false; return Promise.resolve() },
    pause: () => { element.paused = true },
  }
  return element
}

function clockWith(...elements: { element: FakeSound; beginsMs: number; lengthMs: number }[]): SoundClock {
  const clock = new SoundClock()
  clock.load(0, 100_000, elements.map(({ element, ...sound }, index) => ({ name: String(index), element: element as unknown as HTMLAudioElement, ...sound })))
  return clock
}

describe('the one clock', () => {
  it('follows the sound where something sounds, however the machine is loaded', () => {
    const element = fake()
    const clock = clockWith({ element, beginsMs: 10_000, lengthMs: 60_000 })
    clock.seek(12_000)
    expect(element.currentTime).toBe(2)
    clock.toggle(0)
    element.currentTime = 2.5
    clock.tick(4000)
    expect(clock.atMs.value).toBe(12_500)
  })

  it('runs by itself where nothing sounds, and begins a sound as it comes to it', () => {
    const element = fake()
    const clock = clockWith({ element, beginsMs: 1000, lengthMs: 5000 })
    clock.toggle(0)
    expect(element.paused).toBe(true)
    clock.tick(1010)
    expect(clock.atMs.value).toBe(1010)
    expect(element.paused).toBe(false)
  })

  it('waits for a sound that is being fetched, but not for ever', () => {
    const clock = clockWith({ element: fake(1), beginsMs: 0, lengthMs: 60_000 })
    clock.toggle(0)
    clock.tick(1000)
    expect(clock.atMs.value).toBe(0)
    for (let at = 2000; at <= 6000; at += 1000) clock.tick(at)
    expect(clock.atMs.value).toBeGreaterThan(0)
  })

  it('is silent above 2× and keeps the pitch below', () => {
    const element = fake()
    const clock = clockWith({ element, beginsMs: 0, lengthMs: 60_000 })
    clock.setSpeed(2)
    clock.toggle(0)
    expect([element.paused, element.playbackRate, element.preservesPitch]).toEqual([false, 2, true])
    clock.setSpeed(16)
    expect(element.paused).toBe(true)
    clock.tick(1000)
    expect(clock.atMs.value).toBe(16_000)
  })

  it('puts a second sound right that has run away from the first', () => {
    const [leader, other] = [fake(), fake()]
    const clock = clockWith({ element: leader, beginsMs: 0, lengthMs: 60_000 }, { element: other, beginsMs: 1000, lengthMs: 60_000 })
    clock.seek(5000)
    clock.toggle(0)
    leader.currentTime = 6
    other.currentTime = 4.5
    clock.tick(1000)
    expect(other.currentTime).toBe(5)
  })

  it('goes round between A and B', () => {
    const clock = clockWith()
    clock.loop.value = { fromMs: 1000, toMs: 2000 }
    clock.seek(1900)
    clock.toggle(0)
    clock.tick(200)
    expect(clock.atMs.value).toBe(1000)
  })
})

describe('the time line', () => {
  const whole = { fromMs: 0, toMs: 7_200_000 }
  it('zooms about the needle and never beyond its ends', () => {
    expect(zoomed(whole, whole, 3_600_000, 0.5)).toEqual({ fromMs: 1_800_000, toMs: 5_400_000 })
    expect(zoomed({ fromMs: 0, toMs: 1000 }, whole, 0, 1e9)).toEqual(whole)
  })

  it('follows the needle when it leaves the screen', () => {
    expect(following({ fromMs: 0, toMs: 10_000 }, whole, 20_000)).toEqual({ fromMs: 19_000, toMs: 29_000 })
  })

  it('jumps to the milestone beside, or to any event', () => {
    const marks = [{ atMs: 1, text: '', milestone: true }, { atMs: 5, text: '', milestone: false }, { atMs: 9, text: '', milestone: true }]
    expect([markBeside(marks, 1, 1, true), markBeside(marks, 1, 1, false), markBeside(marks, 1, -1, true)]).toEqual([9, 5, null])
  })

  it('shows where nothing was recorded as a gap', () => {
    const lane = (from: number, to: number): LaneView => ({ begins_at: new Date(from).toISOString(), ends_at: new Date(to).toISOString(), playback: {} } as LaneView)
    expect(quietOf([lane(5000, 9000), lane(1000, 2000)], { fromMs: 0, toMs: 10_000 })).toEqual([
      { fromMs: 0, toMs: 1000 }, { fromMs: 2000, toMs: 5000 }, { fromMs: 9000, toMs: 10_000 },
    ])
  })
})

describe('the rules of the time line', () => {
  const at = (clock: string) => Date.parse(`2026-11-22T${clock}Z`)

  it.each([
    ['09:00:03', '09:14:58', '09:02:00', 7],
    ['09:00:00', '09:00:08', '09:00:00', 9],
    ['09:07:00', '15:20:00', '10:00:00', 6],
  ])('stand at round instants from %s to %s', (from, to, first, count) => {
    const rules = rulesOf({ fromMs: at(from), toMs: at(to) })
    expect([rules[0], rules.length]).toEqual([at(first), count])
  })
})
