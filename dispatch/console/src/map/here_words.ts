import { t, textOfCode } from '../shared/texts/texts.ts'
import type { HereView, PointView } from '../wire/contracts.gen.ts'
import type { Toward } from '../wire/words.ts'
import { asDecimal, asMinutes, asSeconds } from './coordinates.ts'
import { sayMetres } from './say.ts'

/** The address at a point: the nearest place, and where the point lies from it. */
export function addressWords({ place, district }: HereView): string {
  if (!place) return district || t('here.no_address')
  const away = beside(place.distance_m, place.toward)
  const whole = place.name.startsWith(district) ? place.name : `${district} ${place.name}`.trim()
  return away ? t('here.beside', { place: whole, away }) : whole
}

/** Name, class, one way or two, how far. */
export function roadWords({ road }: HereView): string {
  if (!road) return t('here.no_road')
  const name = road.name || t('here.nameless')
  const way = t(road.oneway ? 'here.one_way' : 'here.two_way')
  return [name, textOfCode('road', road.road_class), way, sayMetres(road.away_m)].join(' · ')
}

export function crossingWords({ crossing }: HereView): string {
  if (!crossing) return t('here.no_crossing')
  const away = beside(crossing.away_m, crossing.toward)
  return away ? t('here.beside', { place: crossing.name, away }) : crossing.name
}

/** Every way to write a point, each with its datum. */
export function coordinateRows(point: PointView, gcj02: PointView | null): { datum: string; text: string }[] {
  return [
    { datum: 'WGS-84', text: asDecimal(point) },
    { datum: 'WGS-84 °′″', text: asSeconds(point) },
    { datum: 'WGS-84 °′', text: asMinutes(point) },
    { datum: 'CGCS2000', text: t('here.same_as_wgs84', { point: asDecimal(point) }) },
    { datum: 'GCJ-02', text: gcj02 ? asDecimal(gcj02) : t('here.no_gcj02') },
  ]
}

/** What Ctrl C takes away. */
export function hereWords(point: PointView, here: HereView | null): string {
  const lines = here ? [addressWords(here), roadWords(here), crossingWords(here)] : []
  return [...lines, ...coordinateRows(point, here?.gcj02 ?? null).map(({ datum, text }) => `${datum} ${text}`)].join('\n')
}

function beside(metres: number, toward: Toward | null | undefined): string {
  return toward ? `${t(`places.${toward}`)} ${sayMetres(metres)}` : ''
}
