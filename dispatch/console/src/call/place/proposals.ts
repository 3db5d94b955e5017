import type { ConfirmScene, PlaceSuggestionView, PlaceSuggestions, PointView } from '../../wire/contracts.gen.ts'
import { t } from '../../shared/texts/texts.ts'
import { awayText, besideText, doubtTexts, reasonTexts } from './place_words.ts'

export const ROWS = 3
const UNSEARCHED = { doubt: '', sure: '', away: '', why: '' }

/** A row under the field: what one key would make the place. Nothing is a place before that key. */
export interface Proposal {
  id: string
  text: string
  detail: string
  initials: string
  point: PointView | null
  source: ConfirmScene['source']
  /** What of it is not quite what was typed; empty where nothing is. */
  doubt: string
  /** How sure and how far; empty where nobody searched. */
  sure: string
  away: string
  /** All of it in words: how sure, how far from where, and why. */
  why: string
}

/** The address under which a number is registered, where it may be the caller's own. */
export interface Registered {
  address: string
  point: PointView | null
}

/** A point that was clicked on the map; found: what lies there, null as long as nobody said. */
export interface Clicked {
  point: PointView
  found: PlaceSuggestionView | null
}

export interface Known {
  /** What stands in the field and is no place yet. */
  typed: string
  found: PlaceSuggestions
  registered: Registered | null
  clicked: Clicked | null
  /** How a point without a name is called. */
  nameless: string
}

/** At most three rows: the click on the map, then what fits the typed text, or the registered address. */
export function proposalsOf({ typed, found, registered, clicked, nameless }: Known): Proposal[] {
  const rows = clicked ? [ofClick(clicked, nameless)] : []
  if (typed.trim() !== '') rows.push(...found.places.map((place) => ofPlace(typed, place, found)))
  else if (registered) rows.push(ofRegistered(registered))
  return rows.slice(0, ROWS)
}

/** What is searched: the marks that an input method sets between syllables are none of the text. */
export function asked(typed: string): string {
  return typed.trim().replace(/(?<=[a-z])'(?=[a-z])/gi, '')
}

/**
 * The text of a place that was found. Who typed more than its name, as a flat or a floor, keeps what
 * he typed: only the point is taken over. A hint as opposite stays beside the name.
 */
export function textOfFound(typed: string, name: string, hint = ''): string {
  const plain = (text: string): string => text.replace(/\s+/g, '').toLowerCase()
  if (plain(typed).startsWith(plain(name))) return typed.trim()
  return hint === '' ? name : `${name} ${hint}`
}

function ofPlace(typed: string, place: PlaceSuggestionView, { hint, centred }: PlaceSuggestions): Proposal {
  const { id, name, detail, initials, point, confidence, distance_m } = place
  const away = t(centred ? 'places.from_centre' : 'places.from_caller', { away: awayText(distance_m) })
  const percent = Math.round(confidence * 100)
  return {
    id, text: textOfFound(typed, name, hint), detail, initials, point, source: 'suggestion',
    doubt: doubtTexts(place).join(' · '), sure: `${percent}%`, away: awayText(distance_m),
    why: [t('places.sure', { percent }), away, ...reasonTexts(place)].join(' · '),
  }
}

function ofClick({ point, found }: Clicked, nameless: string): Proposal {
  const at = `${point.lon.toFixed(5)}, ${point.lat.toFixed(5)}`
  return {
    id: 'map', text: found ? besideText(found) : `${nameless} ${at}`, detail: found?.detail ?? at, initials: found?.initials ?? '', point,
    source: 'map', ...UNSEARCHED,
  }
}

function ofRegistered({ address, point }: Registered): Proposal {
  return { id: 'registered', text: address, detail: '', initials: '', point, source: 'subscriber', ...UNSEARCHED }
}
