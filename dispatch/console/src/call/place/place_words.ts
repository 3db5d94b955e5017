import { t, textOfCode } from '../../shared/texts/texts.ts'
import type { PlaceReasonView, PlaceSuggestionView } from '../../wire/contracts.gen.ts'

/** Nearer than this a point is at the place itself. */
const BESIDE_M = 30
/** What needs no word: the whole name, or letters that read as it. */
const PLAIN: readonly PlaceReasonView['how'][] = ['whole', 'reads', 'initials', 'beginning', 'nearest']

/** How far, in words. */
export function awayText(metres: number): string {
  return metres < 1000 ? t('places.metres', { count: Math.round(metres / 10) * 10 }) : t('places.kilometres', { count: (metres / 1000).toFixed(1) })
}

/** Everything that speaks for a place and against it, in the order of what was typed. */
export function reasonTexts({ reasons }: Pick<PlaceSuggestionView, 'reasons'>): string[] {
  return reasons.map(textOfReason)
}

/** What a person must know before taking a place: where it is not quite what was typed. */
export function doubtTexts({ reasons }: Pick<PlaceSuggestionView, 'reasons'>): string[] {
  return reasons.filter((reason) => reason.part === 'name' ? !PLAIN.includes(reason.how) : isDoubt(reason)).map(textOfReason)
}

/** A point beside a place, with how far and in which direction. */
export function besideText({ name, toward, distance_m }: Pick<PlaceSuggestionView, 'name' | 'toward' | 'distance_m'>): string {
  if (!toward || distance_m < BESIDE_M) return name
  return `${name} ${t('places.beside', { toward: t(`places.${toward}`), away: awayText(distance_m) })}`
}

function isDoubt({ part, how }: PlaceReasonView): boolean {
  return how !== 'whole' && !(how === 'beginning' && part !== 'district')
}

function textOfReason({ part, how, text }: PlaceReasonView): string {
  const ofPart = part === 'name' || (how === 'whole' && part !== 'direction')
  return textOfCode('places', ofPart ? how : `${part}_${how}`, { text })
}
