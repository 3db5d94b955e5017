import { describe, expect, it } from 'vitest'
import { asked, proposalsOf, textOfFound, type Known } from '../src/call/place/proposals.ts'
import type { PlaceSuggestionView } from '../src/wire/contracts.gen.ts'

const POINT = { lon: 118.3, lat: 33.9 }
const HAPPY: PlaceSuggestionView = { id: '1', name: 'Happy Lane 3', detail: 'Mid District', kind: 'building', point: POINT, initials: 'hl3' }

function rows(given: Partial<Known>): [string, string][] {
  const known: Known = { typed: '', places: [], registered: null, clicked: null, nameless: 'Point', ...given }
  return proposalsOf(known).map(({ source, text }) => [source, text])
}

describe('the rows under the place', () => {
  it('propose the registered address until something is typed', () => {
    const registered = { address: 'Happy Lane 3', point: POINT }
    expect(rows({ registered })).toEqual([['subscriber', 'Happy Lane 3']])
    expect(rows({ registered, typed: 'x', places: [HAPPY] })).toEqual([['suggestion', 'Happy Lane 3']])
  })

  it('show a click on the map before everything, with a name or without', () => {
    expect(rows({ typed: 'h', places: [HAPPY], clicked: { point: POINT, found: null } })).toEqual([
      ['map', 'Point 118.30000, 33.90000'], ['suggestion', 'Happy Lane 3'],
    ])
    expect(rows({ clicked: { point: POINT, found: HAPPY } })).toEqual([['map', 'Happy Lane 3']])
  })

  it('are never more than three', () => {
    const places = ['a', 'b', 'c', 'd'].map((id) => ({ ...HAPPY, id }))
    expect(rows({ typed: 'h', places })).toHaveLength(3)
  })
})

describe('the text of a place that was found', () => {
  it('is its name', () => { expect(textOfFound('hl3', 'Happy Lane 3')).toBe('Happy Lane 3') })
  it('keeps what was typed beyond the name', () => { expect(textOfFound('Happy Lane3 flat 502', 'Happy Lane 3')).toBe('Happy Lane3 flat 502') })
})

describe('what is searched', () => {
  it('is what an input method holds, without its marks', () => { expect([asked("x'f'l"), asked('x f l')]).toEqual(['xfl', 'xfl']) })
  it('keeps the spaces of an address', () => { expect(asked(' Lane 3 ')).toBe('Lane 3') })
})
