import { afterEach, describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { actOf, capOf, digitOf, KEYS } from '../src/shared/keys/key_table.ts'
import { around, nearest, towardOf, type AroundKind, type Thing } from '../src/map/around.ts'
import { asDecimal, asMinutes, asSeconds } from '../src/map/coordinates.ts'
import { crossesItself, geodesicM, ringOf, runningM } from '../src/map/geodesic.ts'
import { LAYERS, layerOf, marksShown, shownFrom, USUAL } from '../src/map/layers.ts'
import { bareDigitOf, mapActOf, MAP_KEYS, SHARED_KEYS, toolOf, TOOLS } from '../src/map/map_keys.ts'
import type { Marks } from '../src/map/marks.ts'
import { linesOf, traced } from '../src/map/traces.ts'
import type { Camera } from '../src/map/use_camera.ts'
import { useCursor } from '../src/map/use_cursor.ts'
import { useFollow, type Followed } from '../src/map/use_follow.ts'
import { useTools } from '../src/map/use_tools.ts'
import { unproject, type View } from '../src/map/view.ts'
import { measuredWords } from '../src/map/words.ts'
import { mapMemory } from '../src/wire/map_memory.ts'

const PLAIN = { altKey: false, ctrlKey: false, shiftKey: false, metaKey: false }
const VIEW: View = { centre: { lon: 118.3, lat: 33.95 }, zoom: 14, width: 1920, height: 1080 }
const at = (lon: number, lat: number): { lon: number; lat: number } => ({ lon, lat })
const SQUARE = [at(118.3, 33.95), at(118.31, 33.95), at(118.31, 33.96), at(118.3, 33.96)]

function camera(view = VIEW): Camera {
  const made = {
    view: shallowRef(view), target: shallowRef({ centre: view.centre, zoom: view.zoom }),
    centre: vi.fn(), showAll: vi.fn(), city: vi.fn(), zoomBy: vi.fn(),
  }
  return made
}

describe('the keys of the map window', () => {
  it('give no key two meanings', () => {
    const places = MAP_KEYS.flatMap(({ codes, shift }) => codes.map((code) => `${shift ? '⇧' : ''}${code}`))
    const digits = TOOLS.map(({ digit }) => `Digit${digit}`)
    expect(new Set([...places, ...digits]).size).toBe(places.length + digits.length)
  })

  it('take nothing from the keys of the console that act here too', () => {
    const shared = SHARED_KEYS.map((act) => KEYS[act])
    const taken = shared.filter((key) => mapActOf({ ...PLAIN, code: key.code, altKey: 'alt' in key }) ?? toolOf({ ...PLAIN, code: key.code, altKey: 'alt' in key }))
    expect(taken).toEqual([])
    expect(shared.map((key) => capOf(key))).toEqual(['F1', 'Alt L', 'Alt Z'])
    expect(actOf({ ...PLAIN, code: 'F1' })).toBe('help')
  })

  it('hold no bare letter, so that an input method never acts', () => {
    expect(MAP_KEYS.flatMap(({ codes }) => codes).filter((code) => code.startsWith('Key'))).toEqual([])
  })

  it('are heard from both rows of digits and with shift as another act', () => {
    expect([toolOf({ ...PLAIN, code: 'Numpad6' }), toolOf({ ...PLAIN, code: 'Digit0' })]).toEqual(['here', 'print'])
    expect(mapActOf({ ...PLAIN, code: 'ArrowLeft' })?.act).toBe('left')
    expect(mapActOf({ ...PLAIN, code: 'ArrowLeft', shiftKey: true })?.act).toBe('farLeft')
    expect(mapActOf({ ...PLAIN, code: 'Digit0', shiftKey: true })).toEqual({ act: 'kind', digit: 0 })
    expect(mapActOf({ ...PLAIN, code: 'ArrowLeft', altKey: true })).toBeNull()
    expect([bareDigitOf({ ...PLAIN, code: 'Digit4', shiftKey: true }), digitOf('Digit4')]).toEqual([null, 4])
  })
})

describe('the cursor', () => {
  it('is shown in the middle by the first press and moved by the next', () => {
    const [looks] = [camera()]
    const cursor = useCursor(looks)
    expect(cursor.move(1, 0, false)).toBe(false)
    expect(cursor.at.value).toEqual(VIEW.centre)
    cursor.move(1, 0, false)
    expect(cursor.at.value).toEqual(unproject(VIEW, { x: 972, y: 540 }))
    cursor.move(0, -1, true)
    expect(cursor.at.value?.lat).toBeCloseTo(unproject(VIEW, { x: 972, y: 420 }).lat, 9)
  })

  it('takes the map with it at the edge and says so', () => {
    const looks = camera()
    const cursor = useCursor(looks)
    cursor.put(unproject(VIEW, { x: 1900, y: 540 }))
    expect(cursor.move(1, 0, true)).toBe(true)
    expect(looks.target.value.centre.lon).toBeGreaterThan(VIEW.centre.lon)
    expect(looks.target.value.zoom).toBe(14)
  })

  it('zooms around itself, and around the middle while it is not shown', () => {
    const looks = camera()
    const cursor = useCursor(looks)
    cursor.zoom(1)
    expect(looks.zoomBy).toHaveBeenCalledWith(1)
    cursor.put(unproject(VIEW, { x: 100, y: 100 }))
    cursor.zoom(1)
    expect(looks.target.value.centre.lon).toBeLessThan(VIEW.centre.lon)
  })
})

describe('measuring on the ellipsoid', () => {
  it('agrees with the published examples of GeographicLib', () => {
    expect(geodesicM(at(174.81, -41.32), at(-5.5, 40.96))).toBeCloseTo(19_959_679.267, 3)
    const antarctica = [
      [-63.1, -58], [-72.9, -74], [-71.9, -102], [-74.9, -102], [-74.3, -131], [-77.5, -163], [-77.4, 163], [-71.7, 172], [-65.9, 140], [-65.7, 113],
      [-66.6, 88], [-66.9, 59], [-69.8, 25], [-70, -4], [-71, -14], [-77.3, -33], [-77.9, -46], [-74.7, -61],
    ].map(([lat = 0, lon = 0]) => at(lon, lat))
    const ring = ringOf(antarctica)
    expect(ring.perimeterM).toBeCloseTo(16_831_067.893, 3)
    expect(ring.areaM2 / 13_662_703_680_020.1).toBeCloseTo(1, 9)
  })

  it('counts on from corner to corner', () => {
    const [begin, first, second] = runningM(SQUARE.slice(0, 3))
    expect(begin).toBe(0)
    expect(first).toBeCloseTo(geodesicM(SQUARE[0] ?? VIEW.centre, SQUARE[1] ?? VIEW.centre), 6)
    expect(second).toBeGreaterThan(first ?? Infinity)
  })

  it('counts an area in whichever sense its corners were set', () => {
    const one = ringOf(SQUARE)
    expect(ringOf([...SQUARE].reverse()).areaM2).toBeCloseTo(one.areaM2, 3)
    expect(one.areaM2 / 1e6).toBeCloseTo(1.025, 2)
    expect(ringOf(SQUARE.slice(0, 2)).areaM2).toBe(0)
  })

  it('says of an outline that crosses itself that its area means nothing', () => {
    const [a, b, c, d] = SQUARE as [View['centre'], View['centre'], View['centre'], View['centre']]
    expect([crossesItself([a, b, c, d]), crossesItself([a, c, b, d])]).toEqual([false, true])
    expect(measuredWords('area', [a, c, b, d])).toContain('自交')
    expect(measuredWords('area', [a, b, c, d])).toMatch(/面积 1\.02\d km²，周长 4\.067 km/)
  })

  it('takes back the last point only, and keeps the line for the sheet that is printed', () => {
    const nothing = vi.fn()
    const tools = useTools({ centre: nothing, city: nothing, follow: nothing, replay: nothing })
    tools.take('distance')
    SQUARE.forEach(tools.add)
    tools.takeBack()
    expect(tools.measured.value).toEqual(SQUARE.slice(0, 3))
    tools.take('print')
    expect(tools.measured.value).toHaveLength(3)
    tools.take('here')
    expect(tools.measured.value).toEqual([])
  })
})

describe('coordinates', () => {
  it('are written in degrees, minutes and seconds', () => {
    const point = at(118.30215, 33.95123)
    expect(asDecimal(point)).toBe('118.302150, 33.951230')
    expect(asSeconds(point)).toBe('118°18′07.74″E 33°57′04.43″N')
    expect(asMinutes(point)).toBe('118°18.1290′E 33°57.0738′N')
  })

  it('carry a rounded sixtieth on and know west and south', () => {
    expect(asSeconds(at(-9.9999999, -0.5))).toBe('10°00′00.00″W 0°30′00.00″S')
    expect(asMinutes(at(0, 59.9999999))).toBe('0°00.0000′E 60°00.0000′N')
  })
})

describe('what stands around', () => {
  const thing = (kind: AroundKind, name: string, lat: number): Thing => ({ id: name, kind, name, note: '', point: at(118.3, lat) })
  const things = [thing('hospitals', 'far', 33.965), thing('ready', 'near', 33.9501), thing('hospitals', 'nearer', 33.952), thing('stations', 'other', 33.951)]

  it('comes nearest first, of the wanted kinds, within the radius', () => {
    const names = (radius: number, ...kinds: AroundKind[]): string[] => around(VIEW.centre, radius, new Set(kinds), things).map(({ name }) => name)
    expect(names(1000, 'hospitals', 'ready')).toEqual(['near', 'nearer'])
    expect(names(2000, 'hospitals')).toEqual(['nearer', 'far'])
    expect(nearest(VIEW.centre, ['hospitals'], things, 1).map(({ name }) => name)).toEqual(['nearer'])
  })

  it('says in which direction', () => {
    const here = VIEW.centre
    expect([at(118.31, 33.95), at(118.29, 33.9585), at(118.3, 33.94)].map((point) => towardOf(here, point))).toEqual(['east', 'north_west', 'south'])
    expect(towardOf(here, here)).toBeNull()
  })
})

describe('layers', () => {
  afterEach(() => { localStorage.clear() })
  const vehicle = (status: string, given: object = {}): Marks['vehicles'][number] =>
    ({ vehicle: { status }, rank: null, selected: false, ...given }) as never
  const marks: Marks = { vehicles: [vehicle('standby'), vehicle('to_scene'), vehicle('out_of_service')], stations: [], hospitals: [{} as never], incidents: [], callers: [] }

  it('have a digit each', () => {
    expect(new Set(LAYERS.map(({ digit }) => digit)).size).toBe(10)
  })

  it('take away what was switched off and nothing else', () => {
    const shown = marksShown(marks, { ...USUAL, ready: false, hospitals: false })
    expect(shown.vehicles.map(({ vehicle: { status } }) => layerOf(status))).toEqual(['running', 'off'])
    expect(shown.hospitals).toEqual([])
  })

  it('never hide a vehicle that is recommended, selected or waits for another', () => {
    const kept = [vehicle('standby', { rank: 1 }), vehicle('standby', { selected: true }), vehicle('awaiting_reassignment')]
    expect(marksShown({ ...marks, vehicles: kept }, { ...USUAL, ready: false, running: false }).vehicles).toEqual(kept)
  })

  it('are kept by person, and what is damaged is usual', () => {
    mapMemory.keepLayers('1027', { ...USUAL, traces: true })
    expect(shownFrom(mapMemory.layers('1027')).traces).toBe(true)
    expect(shownFrom(mapMemory.layers('2003')).traces).toBe(false)
    localStorage.setItem('dispatch120.map_layers.1027', '{"traces": 7')
    expect(shownFrom(mapMemory.layers('1027'))).toEqual(USUAL)
  })
})

describe('following', () => {
  const found = ref<Followed | null>({ id: 'v', name: '120A1', point: at(118.3, 33.95) })

  it('ends with the map that is moved by hand, and says so', () => {
    const follow = useFollow(camera(), () => found.value)
    follow.toggle(found.value)
    expect(follow.words.value).toContain('正在跟随 120A1')
    follow.end()
    expect([follow.vehicle.value, follow.words.value]).toEqual([null, '地图被移动，已停止跟随 120A1'])
  })

  it('wants a vehicle first, and ends by the same key', () => {
    const follow = useFollow(camera(), () => found.value)
    follow.toggle(null)
    expect(follow.words.value).toContain('先选定一辆车')
    follow.toggle(found.value)
    follow.toggle(found.value)
    expect(follow.vehicle.value).toBeNull()
  })
})

describe('traces', () => {
  const fix = (atMs: number, lon: number): [string, never] => ['v', { fixedAtMs: atMs, point: at(lon, 33.95), speedKmh: 1, courseDeg: 1 } as never]

  it('break where nothing was heard for a minute, and forget after ten', () => {
    let heard = traced(new Map(), new Map([fix(0, 118.3)]), 0)
    for (const [atMs, lon] of [[20_000, 118.31], [40_000, 118.32], [140_000, 118.4], [150_000, 118.41]] as const) heard = traced(heard, new Map([fix(atMs, lon)]), atMs)
    expect(linesOf(heard.get('v') ?? []).map(({ length }) => length)).toEqual([3, 2])
    expect(traced(heard, new Map([fix(150_000, 118.41)]), 700_000).get('v')).toHaveLength(2)
  })
})
