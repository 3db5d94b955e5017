import { describe, expect, it } from 'vitest'
import { newDraft, pieceOf, withoutLast, withPoint } from '../src/map/overlay_draft.ts'

const [A, B, C] = [{ lon: 118.1, lat: 33.9 }, { lon: 118.2, lat: 33.9 }, { lon: 118.2, lat: 34 }]

describe('what is drawn over the map', () => {
  it('a road is one from its second point on, with or without a name', () => {
    const begun = withPoint(newDraft('road'), A)
    expect(pieceOf(begun)).toBeNull()
    expect(pieceOf(withPoint(begun, B))).toMatchObject({ kind: 'road', name: '', points: [A, B] })
  })

  it('a typed number makes the next point a house, once', () => {
    const estate = [A, B, C].reduce(withPoint, { ...newDraft('estate'), name: ' 云龙湾 ' })
    const housed = withPoint({ ...estate, house: '3号楼' }, A)
    expect(pieceOf(housed)).toEqual({ kind: 'estate', name: '云龙湾', outline: [A, B, C], houses: [{ number: '3号楼', point: A }] })
    expect(housed.house).toBe('')
  })

  it('takes the last house back before the last point', () => {
    const estate = { ...newDraft('estate'), points: [A, B, C], houses: [{ number: '1', point: A }] }
    expect(withoutLast(estate)).toMatchObject({ points: [A, B, C], houses: [] })
    expect(withoutLast(withoutLast(estate)).points).toEqual([A, B])
  })

  it('a gate wants the place and the gate; a third click moves the gate', () => {
    const gate = [A, B, C].reduce(withPoint, { ...newDraft('gate'), name: '幸福里' })
    expect(pieceOf(gate)).toEqual({ kind: 'gate', name: '幸福里', at: A, gate: C })
  })

  it('a renamed road wants both names and a point on it', () => {
    const draft = withPoint({ ...newDraft('rename'), name: '新路' }, A)
    expect(pieceOf(draft)).toBeNull()
    expect(pieceOf({ ...draft, old: '旧路' })).toEqual({ kind: 'rename', old: '旧路', new: '新路', at: A })
  })
})
