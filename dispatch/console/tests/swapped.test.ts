import { describe, expect, it } from 'vitest'
import { meantOf, mustBeSwapped, sayDegrees, setRight } from '../src/upkeep/swapped.ts'
import type { ImportRow } from '../src/wire/contracts.gen.ts'

const MEANT = { lon: 118.29, lat: 33.95 }
const ROW: ImportRow = {
  line: 2, state: 'bad', id: 'a', name: '湖滨站', content: { name: '湖滨站', point: MEANT }, before: null, changed: [], expected: 0, doubts: [], code: 'swapped', field: 'point',
}

describe('a point with longitude and latitude exchanged', () => {
  it('is known by a latitude off the globe', () => {
    expect(mustBeSwapped({ lon: 33.95, lat: 118.29 })).toBe(true)
    expect([MEANT, { lon: 118, lat: 118 }, null].map(mustBeSwapped)).toEqual([false, false, false])
    expect(sayDegrees(MEANT)).toBe('N33.95000°, E118.29000°')
  })

  it('is set right in a row that the server refused, which may then be taken', () => {
    expect(meantOf(ROW)).toEqual(MEANT)
    expect(setRight(ROW)).toEqual({ ...ROW, state: 'new', code: '', field: '' })
    const kept = { ...ROW, before: { name: '湖滨站' }, changed: ['point'] }
    expect(setRight(kept).state).toBe('changed')
  })

  it('is set right where it is one either way and the map knows the other', () => {
    const row: ImportRow = { ...ROW, state: 'new', code: '', field: '', content: { point: { lon: 49.41, lat: 8.67 } }, doubts: ['outside', 'swapped', 'same_name'] }
    expect(setRight(row)).toEqual({ ...row, content: { point: { lon: 8.67, lat: 49.41 } }, doubts: ['same_name'] })
  })

  it('leaves every other row as it stands', () => {
    const bad: ImportRow = { ...ROW, code: 'too_short', field: 'name', content: null }
    expect(setRight(bad)).toBe(bad)
    const well: ImportRow = { ...ROW, state: 'new', code: '' }
    expect(setRight(well)).toBe(well)
  })
})
