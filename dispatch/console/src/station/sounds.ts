import type { Pattern, Tone } from '../shared/sound/patterns.ts'
import type { Call } from './run.ts'

/** What a station must hear without looking; the first that applies is sounded. */
export type StationSound = Call | 'away'

/** Told apart by rhythm and direction: rising long, quick triple, falling, low and slow. */
export const STATION_SOUNDS: Readonly<Record<StationSound, Pattern>> = {
  order: { everyS: 2.2, wave: 'square', tones: [...glide(0, 520, 1040), ...glide(0.8, 520, 1040)] },
  changed: {
    everyS: 1.8,
    wave: 'triangle',
    tones: [0, 0.35, 0.7].flatMap((fromS) => [{ fromS, lengthS: 0.12, hz: 880 }, { fromS: fromS + 0.14, lengthS: 0.12, hz: 1175 }]),
  },
  cancelled: { everyS: 2.5, wave: 'square', tones: [...glide(0, 900, 450), ...glide(0.8, 450, 220)] },
  away: { everyS: 5, wave: 'sawtooth', tones: [0, 0.9].flatMap((fromS) => [{ fromS, lengthS: 0.35, hz: 330 }, { fromS: fromS + 0.42, lengthS: 0.35, hz: 262 }]) },
}
const ORDER_OF_SOUNDS: readonly StationSound[] = ['order', 'changed', 'cancelled', 'away']

/** The one sound of this moment. */
export function soundFor(calls: readonly Call[], isAway: boolean): StationSound | null {
  return ORDER_OF_SOUNDS.find((sound) => (sound === 'away' ? isAway : calls.includes(sound))) ?? null
}

/** A glide in steps: the loudspeaker plays steady tones. */
function glide(fromS: number, fromHz: number, toHz: number): Tone[] {
  const steps = 7
  return Array.from({ length: steps }, (_, index) => ({
    fromS: fromS + index * 0.1, lengthS: 0.1, hz: fromHz + ((toHz - fromHz) * index) / (steps - 1),
  }))
}
