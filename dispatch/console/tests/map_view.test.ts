import { describe, expect, it } from 'vitest'
import { circle, distanceM, roundLengthM } from '../src/map/measure.ts'
import { sayAge, sayMetres } from '../src/map/say.ts'
import { boundsOf, fitted, metresPerPixel, project, unproject, zoomedAt, type View } from '../src/map/view.ts'

const VIEW: View = { centre: { lon: 118.3, lat: 33.95 }, zoom: 14, width: 1920, height: 1080 }
/** One kilometre east and north of the middle, within a metre. */
const EAST = { lon: 118.3 + 1 / (111.195 * Math.cos((33.95 * Math.PI) / 180)), lat: 33.95 }
const NORTH = { lon: 118.3, lat: 33.95 + 1 / 111.195 }

describe('the view', () => {
  it('puts its centre in the middle, the east to the right and the north up', () => {
    expect(project(VIEW, VIEW.centre)).toEqual({ x: 960, y: 540 })
    expect(project(VIEW, EAST).x).toBeGreaterThan(960)
    expect(project(VIEW, NORTH).y).toBeLessThan(540)
  })

  it.each([{ x: 0, y: 0 }, { x: 1919, y: 1079 }, { x: 412.5, y: 900 }])('finds the point under a pixel that shows it', (spot) => {
    const back = project(VIEW, unproject(VIEW, spot))
    expect(back.x).toBeCloseTo(spot.x, 4)
    expect(back.y).toBeCloseTo(spot.y, 4)
  })

  it('knows how much ground lies under a pixel', () => {
    const px = project(VIEW, EAST).x - 960
    expect(px * metresPerPixel(VIEW)).toBeCloseTo(1000, -1)
  })

  it('shows a whole box with air around it', () => {
    const bounds = { west: 118, south: 33.7, east: 118.6, north: 34.2 }
    const view = fitted(VIEW, bounds, 50)
    const [low, high] = [project(view, { lon: bounds.west, lat: bounds.south }), project(view, { lon: bounds.east, lat: bounds.north })]
    expect(Math.min(low.x, high.y)).toBeGreaterThanOrEqual(49.9)
    expect(high.x).toBeLessThanOrEqual(1870.1)
    expect(low.y).toBeLessThanOrEqual(1030.1)
    expect(Math.min(Math.abs(high.y - 50), Math.abs(low.x - 50))).toBeLessThan(1)
  })

  it('keeps the ground under a pixel where it is while it zooms', () => {
    const at = { x: 400, y: 900 }
    const under = unproject(VIEW, at)
    const back = project({ ...VIEW, ...zoomedAt(VIEW, at, 0.7) }, under)
    expect([back.x, back.y]).toEqual([expect.closeTo(400, 6), expect.closeTo(900, 6)])
  })

  it('knows no box around nothing', () => {
    expect(boundsOf([])).toBeNull()
  })
})

describe('measuring', () => {
  it('counts metres as the crow flies', () => {
    expect(distanceM(VIEW.centre, EAST)).toBeCloseTo(1000, -1)
  })

  it('draws a circle whose every corner is as far away', () => {
    const far = circle(VIEW.centre, 1000).map((point) => distanceM(VIEW.centre, point))
    expect(Math.max(...far)).toBeLessThan(1003)
    expect(Math.min(...far)).toBeGreaterThan(997)
  })

  it('counts a scale bar in round figures', () => {
    expect([7, 49, 120, 999, 1400, 26_000].map(roundLengthM)).toEqual([5, 20, 100, 500, 1000, 20_000])
  })

  it('says far, near and long ago as people do', () => {
    expect([sayMetres(849.6), sayMetres(3940)]).toEqual(['850 m', '3.9 km'])
    expect([sayAge(59.9), sayAge(61), sayAge(7300)]).toEqual(['59 秒', '1 分', '2 时'])
  })
})
