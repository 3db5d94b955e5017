import type { ConfirmScene, PlaceSuggestionView, PointView } from '../../wire/contracts.gen.ts'

export const ROWS = 3

/** A row under the field: what one key would make the place. Nothing is a place before that key. */
export interface Proposal {
  id: string
  text: string
  detail: string
  initials: string
  point: PointView | null
  source: ConfirmScene['source']
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
  places: readonly PlaceSuggestionView[]
  registered: Registered | null
  clicked: Clicked | null
  /** How a point without a name is called. */
  nameless: string
}

/** At most three rows: the click on the map, then what fits the typed text, or the registered address. */
export function proposalsOf({ typed, places, registered, clicked, nameless }: Known): Proposal[] {
  const rows = clicked ? [ofClick(clicked, nameless)] : []
  if (typed.trim() !== '') rows.push(...places.map((place) => ofPlace(typed, place)))
  else if (registered) rows.push(ofRegistered(registered))
  return rows.slice(0, ROWS)
}

/** What is searched: letters of an input method come with marks between syllables. */
export function asked(typed: string): string {
  const text = typed.trim().replaceAll("'", '')
  return /^[a-zA-Z\s]+$/.test(text) ? text.replace(/\s+/g, '') : text
}

/**
 * The text of a place that was found. Who typed more than its name, as a flat or a floor, keeps what
 * he typed: only the point is taken over.
 */
export function textOfFound(typed: string, name: string): string {
  const plain = (text: string): string => text.replace(/\s+/g, '').toLowerCase()
  return plain(typed).startsWith(plain(name)) ? typed.trim() : name
}

function ofPlace(typed: string, place: PlaceSuggestionView): Proposal {
  const { id, name, detail, initials, point } = place
  return { id, text: textOfFound(typed, name), detail, initials, point, source: 'suggestion' }
}

function ofClick({ point, found }: Clicked, nameless: string): Proposal {
  const at = `${point.lon.toFixed(5)}, ${point.lat.toFixed(5)}`
  return {
    id: 'map', text: found?.name ?? `${nameless} ${at}`, detail: found?.detail ?? at, initials: found?.initials ?? '', point, source: 'map',
  }
}

function ofRegistered({ address, point }: Registered): Proposal {
  return { id: 'registered', text: address, detail: '', initials: '', point, source: 'subscriber' }
}
