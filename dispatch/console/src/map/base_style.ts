import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { MapDescription } from '../wire/contracts.gen.ts'
import { PALETTES, type Palette, type Theme } from './palettes.ts'

export const TILES = 'd120'
export const FONTS = ['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'sans-serif']
type Width = [zoom: number, px: number][]

/** Important last: it is drawn over the rest. */
const ROADS: readonly { class: string; width: Width }[] = [
  { class: 'service', width: [[13, 0.4], [16, 2.5], [18, 6]] },
  { class: 'residential', width: [[11, 0.4], [14, 1.6], [16, 5], [18, 12]] },
  { class: 'tertiary', width: [[10, 0.5], [14, 3], [16, 8], [18, 18]] },
  { class: 'secondary', width: [[9, 0.6], [12, 1.8], [16, 11], [18, 22]] },
  { class: 'primary', width: [[8, 0.8], [12, 2.6], [16, 14], [18, 26]] },
  { class: 'trunk', width: [[6, 0.8], [12, 3], [16, 15], [18, 28]] },
  { class: 'motorway', width: [[6, 1], [12, 3.4], [16, 16], [18, 30]] },
]
/** From which zoom a street carries its name. */
const NAMED: readonly (readonly [road: string, zoom: number])[] = [
  ['residential', 14.5], ['tertiary', 13.2], ['secondary', 12], ['primary', 11], ['trunk', 10], ['motorway', 10],
]
const SETTLEMENTS = ['city', 'town', 'suburb', 'island', 'quarter', 'village', 'hamlet', 'neighbourhood']
/** Waters and parks carry their name in the water's colour. */
const OUTDOORS = ['water', 'park', 'garden', 'nature_reserve']

/** What of the base map may be taken away. */
export interface BaseParts {
  labels: boolean
  districts: boolean
}

/** The base map: no sprite, no glyph server; names are drawn with the fonts of this machine. */
export function baseStyle(theme: Theme, { version, bounds, min_zoom, max_zoom }: MapDescription, { labels, districts }: BaseParts): StyleSpecification {
  const palette = PALETTES[theme]
  return {
    version: 8,
    sources: {
      city: {
        type: 'vector',
        tiles: [`${TILES}://${version}/{z}/{x}/{y}`],
        minzoom: min_zoom,
        maxzoom: max_zoom,
        bounds: [bounds.west, bounds.south, bounds.east, bounds.north],
      },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      ...areas(palette).filter(({ id }) => districts || id !== 'border'),
      ...roads(palette),
      ...(labels ? names(palette) : []),
    ],
  }
}

/** The ground alone, where there is no map. */
export function emptyStyle(theme: Theme): StyleSpecification {
  const ground = { 'background-color': PALETTES[theme].ground }
  return { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: ground }] }
}

function areas({ areas: colours, building, border }: Palette): LayerSpecification[] {
  const fills = Object.entries(colours).map(([kind, colour]): LayerSpecification => ({
    id: `area-${kind}`, type: 'fill', source: 'city', 'source-layer': 'area', filter: ['==', ['get', 'kind'], kind],
    paint: { 'fill-color': colour },
  }))
  return [
    ...fills,
    { id: 'building', type: 'fill', source: 'city', 'source-layer': 'building', minzoom: 14, paint: { 'fill-color': building } },
    {
      id: 'border', type: 'line', source: 'city', 'source-layer': 'area', filter: ['==', ['get', 'kind'], 'district'],
      paint: { 'line-color': border, 'line-width': 1.2, 'line-dasharray': [5, 3] },
    },
  ]
}

function roads({ casing, roads: colours }: Palette): LayerSpecification[] {
  const lines = ROADS.flatMap((road) => [{ ...road, part: 'casing', colour: casing }, { ...road, part: 'road', colour: colours[road.class] ?? casing }])
  return ['casing', 'road'].flatMap((part) => lines.filter((line) => line.part === part)).map((line): LayerSpecification => ({
    id: `${line.part}-${line.class}`, type: 'line', source: 'city', 'source-layer': 'road',
    filter: ['==', ['get', 'class'], line.class],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': line.colour, 'line-width': widthOf(line.width, line.part === 'casing' ? 1.6 : 0) },
  }))
}

function widthOf(width: Width, extraPx: number): ['interpolate', ['exponential', number], ['zoom'], ...number[]] {
  return ['interpolate', ['exponential', 1.6], ['zoom'], ...width.flatMap(([zoom, px]) => [zoom, px + extraPx])]
}

function names({ street, place, water, halo }: Palette): LayerSpecification[] {
  const text = { 'text-font': FONTS, 'text-size': 14, 'text-max-width': 8 }
  const ink = (colour: string): { 'text-color': string; 'text-halo-color': string; 'text-halo-width': number } =>
    ({ 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 1.6 })
  const outdoors: ['case', ...unknown[]] = ['case', ['in', ['get', 'class'], ['literal', OUTDOORS]], water, place]
  const places = (id: string, minzoom: number, filter: FilterSpecification, colour = outdoors): LayerSpecification => ({
    id, type: 'symbol', source: 'city', 'source-layer': 'place', minzoom, filter,
    layout: { ...text, 'text-field': ['get', 'name'], 'text-padding': 10 }, paint: { ...ink(place), 'text-color': colour as never },
  })
  const isSettlement: FilterSpecification = ['in', ['get', 'class'], ['literal', SETTLEMENTS]]
  return [
    places('fine-place', 15, ['in', ['get', 'kind'], ['literal', ['estate', 'poi']]]),
    places('place', 12.5, ['all', ['==', ['get', 'kind'], 'landmark'], ['!', isSettlement]]),
    {
      id: 'number', type: 'symbol', source: 'city', 'source-layer': 'building', minzoom: 16.5,
      layout: { ...text, 'text-field': ['get', 'number'], 'text-size': 13 }, paint: ink(place),
    },
    ...NAMED.map(([road, zoom]): LayerSpecification => ({
      id: `street-${road}`, type: 'symbol', source: 'city', 'source-layer': 'road', minzoom: zoom,
      filter: ['all', ['==', ['get', 'class'], road], ['!=', ['get', 'name'], ''], ['!', ['to-boolean', ['get', 'link']]]],
      layout: { ...text, 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'symbol-spacing': 420, 'text-padding': 4 },
      paint: ink(street),
    })),
    places('settlement', 0, isSettlement),
  ]
}
