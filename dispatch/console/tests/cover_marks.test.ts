import { describe, expect, it } from 'vitest'
import type { View } from '../src/map/view.ts'
import { pathOf, radiusM, type CoverPoints } from '../src/map/cover/cover_marks.ts'

const VIEW: View = { centre: { lon: 119, lat: 33.6 }, zoom: 11, width: 800, height: 600 }
const POINTS: CoverPoints = [[119, 33.6, 2], [119.01, 33.6, 1], [119, 33.61, 0], [140, 33.6, 1]]

describe('the cover layer', () => {
  it('draws discs where somebody comes in time and crosses where nobody does', () => {
    expect(pathOf(POINTS, 2, VIEW)).toContain('M')
    expect(pathOf(POINTS, 2, VIEW)).toContain('a')
    expect(pathOf(POINTS, 0, VIEW)).toMatch(/^M\S+ \S+L/)
    expect(pathOf(POINTS, 0, VIEW)).not.toContain('a')
  })

  it('draws each place once, and none that lies off the screen', () => {
    expect(pathOf(POINTS, 1, VIEW).match(/M/g)).toHaveLength(1)
    expect(pathOf([], 1, VIEW)).toBe('')
  })

  it('lets points stand for more ground the farther they lie apart, within bounds', () => {
    const dense: CoverPoints = [[119, 33.6, 1], [119.001, 33.601, 1]]
    const wide: CoverPoints = [[119, 33.6, 1], [120, 34.6, 1]]
    expect(radiusM(dense)).toBe(120)
    expect(radiusM(wide)).toBe(700)
    expect(radiusM([[119, 33.6, 1], [119.01, 33.61, 1]])).toBeGreaterThan(300)
  })
})
