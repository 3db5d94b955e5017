import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, type App } from 'vue'
import { fixBeside, gapsOf, heardAt, stampBeside, stampsOf, statusAt, stretchesOf, toldWords } from '../src/map/replay/replay.ts'
import { usePlayer, type Player } from '../src/map/replay/use_player.ts'
import { instantOf } from '../src/shared/time/format.ts'
import type { ReplayView, TrackView } from '../src/wire/contracts.gen.ts'

const BEGAN = Date.parse('2026-11-22T08:00:00Z')
const at = (second: number): string => new Date(BEGAN + second * 1000).toISOString()
const fix = (second: number, opens = false): TrackView['fixes'][number] =>
  ({ at: at(second), lon: 118.3 + second * 1e-5, lat: 33.95, speed_kmh: 36, course_deg: 90, opens })
/** Driven for a minute, silent for five, driven again. */
const TRACK: TrackView = {
  vehicle_id: 'v', vehicle_name: '120A1', device: 'T1', heard: 5, bucket_s: 1, cut: false,
  fixes: [fix(0, true), fix(30), fix(60), fix(360, true), fix(390)],
}
const RUN = {
  id: 'o', number: '20261122-0047-1', incident_id: 'i', vehicle_id: 'v', vehicle_name: '120A1', state: 'completed', override_reason: null, end_reason: null,
  sent_at: at(5), delivered_at: at(6), acknowledged_at: at(9), ended_at: at(380),
  stamps: { departed: { at: at(40), by: '站', wire: 'station' }, completed: { at: at(380), by: '站', wire: 'station' } },
} as ReplayView['runs'][number]
const REPLAY: ReplayView = {
  since: at(0), until: at(400), gap_s: 60, tracks: [TRACK], runs: [RUN],
  duties: [{ vehicle_id: 'v', at: at(395), duty: 'out_of_service', reason: 'refuelling' }, { vehicle_id: 'v', at: at(999), duty: 'in_service', reason: null }],
}

describe('a track that is looked back at', () => {
  it('stands on its last fix, never between two', () => {
    expect(heardAt(TRACK, BEGAN + 45_000, 60)).toMatchObject({ point: { lon: 118.3 + 30e-5 }, ageS: 15, inGap: false })
    expect(heardAt(TRACK, BEGAN - 1, 60)).toBeNull()
  })

  it('is in a gap from its last fix before a silence until it is heard again', () => {
    const inGap = [60, 61, 200, 359, 360, 391, 460].map((second) => heardAt(TRACK, BEGAN + second * 1000, 60)?.inGap)
    expect(inGap).toEqual([false, true, true, true, false, false, true])
  })

  it('draws no line over a silence', () => {
    expect(stretchesOf(TRACK).map(({ length }) => length)).toEqual([3, 2])
    expect(stretchesOf(TRACK, BEGAN + 30_000).map(({ length }) => length)).toEqual([2])
    expect(gapsOf(TRACK)).toEqual([{ fromMs: BEGAN + 60_000, toMs: BEGAN + 360_000 }])
  })

  it('says how much of it is told', () => {
    expect(toldWords(TRACK)).toBe('120A1：存 5 点，全部显示')
    expect(toldWords({ ...TRACK, heard: 900, bucket_s: 12 })).toContain('每 12 秒')
    expect(toldWords({ ...TRACK, heard: 0, fixes: [] })).toContain('没有定位')
    expect(toldWords({ ...TRACK, device: null })).toContain('没有装')
    expect(toldWords({ ...TRACK, cut: true })).toContain('末尾没有显示')
  })
})

describe('steps and jumps', () => {
  const stamps = stampsOf(REPLAY)

  it('go to the next and the last event, and to none beyond the ends', () => {
    expect(stampBeside(stamps, BEGAN + 9000, 1)).toBe(BEGAN + 40_000)
    expect(stampBeside(stamps, BEGAN + 40_000, -1)).toBe(BEGAN + 9000)
    expect([stampBeside(stamps, BEGAN, -1), stampBeside(stamps, BEGAN + 395_000, 1), stampBeside([], BEGAN, 1)]).toEqual([null, null, null])
  })
  it('go from fix to fix, over a silence at once', () => {
    expect([0, 30, 60].map((second) => fixBeside([TRACK], BEGAN + second * 1000, 1))).toEqual([30, 60, 360].map((second) => BEGAN + second * 1000))
    expect(fixBeside([TRACK], BEGAN + 360_000, -1)).toBe(BEGAN + 60_000)
    expect([fixBeside([TRACK], BEGAN, -1), fixBeside([TRACK], BEGAN + 390_000, 1), fixBeside([], BEGAN, 1)]).toEqual([null, null, null])
  })
})

describe('stamps on the line', () => {
  it('hold calls and suggested milestones too', () => {
    const seen = { at: at(39), device: 'T1', feed: 'serial-1', fixed_at: at(59), distance_m: 3, radius_m: 80, speed_kmh: 0 }
    const calls = [{ call_id: 'c', incident_number: '20261122-0047', offered_at: at(1), answered_at: at(4), ended_at: null }]
    const told = stampsOf({ ...REPLAY, runs: [{ ...RUN, suggestions: { departed: seen } }], calls }).map(({ text }) => text)
    expect(told.slice(0, 3)).toEqual(['0047 来电', '0047 接听', '120A1 0047-1 派车'])
    expect(told).toContain('120A1 0047-1 建议 出车')
  })

  const stamps = stampsOf(REPLAY)

  it('stand in time, with orders, milestones and duty, and nothing outside the span', () => {
    expect(stamps.map(({ text }) => text)).toEqual([
      '120A1 0047-1 派车', '120A1 0047-1 送达', '120A1 0047-1 接单', '120A1 0047-1 出车', '120A1 0047-1 完成', '120A1 停用 加油',
    ])
  })

  it('tell what a vehicle did last', () => {
    expect(statusAt(stamps, 'v', BEGAN + 100_000)).toBe('120A1 0047-1 出车')
    expect([statusAt(stamps, 'v', BEGAN), statusAt(stamps, 'other', BEGAN + 1e6)]).toEqual(['', ''])
  })
})

describe('a day and time as they are typed', () => {
  it('are an instant in the zone of the centre', () => {
    expect(instantOf('2026-11-22T16:00', 'Asia/Shanghai')).toBe('2026-11-22T08:00:00.000Z')
  })
})

describe('the player', () => {
  let player: Player
  let app: App
  beforeEach(() => {
    vi.useFakeTimers()
    app = createApp(defineComponent({ setup: () => { player = usePlayer(); return () => h('p') } }))
    app.mount(document.createElement('div'))
    player.load(BEGAN, BEGAN + 100_000)
  })
  afterEach(() => {
    app.unmount()
    vi.useRealTimers()
  })

  it('runs as fast as is wanted, from 1 to 60 times, and stops at the end', () => {
    player.faster(-9)
    player.toggle()
    vi.advanceTimersByTime(2000)
    expect(player.atMs.value).toBe(BEGAN + 2000)
    player.faster(9)
    expect(player.speed.value).toBe(60)
    vi.advanceTimersByTime(1000)
    expect(player.atMs.value).toBe(BEGAN + 62_000)
    vi.advanceTimersByTime(5000)
    expect([player.atMs.value, player.playing.value]).toEqual([BEGAN + 100_000, false])
  })

  it('leaves the span in neither direction, and begins anew after its end', () => {
    player.seek(BEGAN - 5000)
    expect(player.atMs.value).toBe(BEGAN)
    player.seek(BEGAN + 999_000)
    player.toggle()
    expect([player.atMs.value, player.playing.value]).toEqual([BEGAN, true])
  })
})
