import { describe, expect, it } from 'vitest'
import { asked, proposalsOf, textOfFound, type Known } from '../src/call/place/proposals.ts'
import { besideText, doubtTexts } from '../src/call/place/place_words.ts'
import type { PlaceReasonView, PlaceSuggestions, PlaceSuggestionView } from '../src/wire/contracts.gen.ts'

const POINT = { lon: 118.3, lat: 33.9 }
const HAPPY: PlaceSuggestionView = {
  id: '1', name: 'Happy Lane 3', detail: 'Mid District', district: 'Mid District', kind: 'building', point: POINT, initials: 'hl3',
  confidence: 0.93, reasons: [{ part: 'name', how: 'initials', text: '' }], distance_m: 1240, toward: null,
}

function found(...places: PlaceSuggestionView[]): PlaceSuggestions {
  return { places, hint: '', centred: false }
}

function rows(given: Partial<Known>): [string, string][] {
  const known: Known = { typed: '', found: found(), registered: null, clicked: null, nameless: 'Point', ...given }
  return proposalsOf(known).map(({ source, text }) => [source, text])
}

describe('the rows under the place', () => {
  it('propose the registered address until something is typed', () => {
    const registered = { address: 'Happy Lane 3', point: POINT }
    expect(rows({ registered })).toEqual([['subscriber', 'Happy Lane 3']])
    expect(rows({ registered, typed: 'x', found: found(HAPPY) })).toEqual([['suggestion', 'Happy Lane 3']])
  })

  it('show a click on the map before everything, with a name or without', () => {
    expect(rows({ typed: 'h', found: found(HAPPY), clicked: { point: POINT, found: null } })).toEqual([
      ['map', 'Point 118.30000, 33.90000'], ['suggestion', 'Happy Lane 3'],
    ])
    expect(rows({ clicked: { point: POINT, found: HAPPY } })).toEqual([['map', 'Happy Lane 3']])
  })

  it('are never more than three', () => {
    const places = ['a', 'b', 'c', 'd'].map((id) => ({ ...HAPPY, id }))
    expect(rows({ typed: 'h', found: found(...places) })).toHaveLength(3)
  })
})

describe('the text of a place that was found', () => {
  it('is its name', () => { expect(textOfFound('hl3', 'Happy Lane 3')).toBe('Happy Lane 3') })
  it('keeps what was typed beyond the name', () => { expect(textOfFound('Happy Lane3 flat 502', 'Happy Lane 3')).toBe('Happy Lane3 flat 502') })
})

describe('what is said of a place that was found', () => {
  const doubted = (part: PlaceReasonView['part'], how: PlaceReasonView['how'], text = ''): PlaceReasonView[] => [{ part: 'name', how: 'whole', text: '' }, { part, how, text }]

  it('is nothing where it is what was typed', () => { expect(doubtTexts(HAPPY)).toEqual([]) })
  it('is what was taken instead', () => {
    expect(doubtTexts({ reasons: doubted('number', 'interpolated', '43–47') })).toEqual(['门牌推算（43–47之间）'])
    expect(doubtTexts({ reasons: doubted('building', 'unknown', '99') })).toEqual(['无此楼栋 99，按小区'])
  })
  it('tells how sure, how far and why', () => {
    const known: Known = { typed: 'hl3', found: found(HAPPY), registered: null, clicked: null, nameless: '' }
    expect(proposalsOf(known)[0]?.why).toBe('可信 93% · 距来电位置 1.2 公里 · 首字母')
  })
  it('keeps a hint beside the name', () => { expect(textOfFound('hl3 opposite', 'Happy Lane 3', 'opposite')).toBe('Happy Lane 3 opposite') })
  it('says where a clicked point lies from it', () => {
    expect(besideText({ name: 'Happy Lane', toward: 'north_east', distance_m: 64 })).toBe('Happy Lane 东北约 60 米')
    expect(besideText({ name: 'Happy Lane', toward: 'north', distance_m: 12 })).toBe('Happy Lane')
  })
})

describe('what is searched', () => {
  it('is what an input method holds, without its marks', () => { expect([asked("x'f'l"), asked('x f l')]).toEqual(['xfl', 'x f l']) })
  it('keeps the minutes and seconds of a point', () => { expect(asked("33°57'0\" N")).toBe("33°57'0\" N") })
  it('keeps the spaces of an address', () => { expect(asked(' Lane 3 ')).toBe('Lane 3') })
})
