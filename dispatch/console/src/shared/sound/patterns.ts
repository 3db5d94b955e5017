/** The three things that a seat must hear without looking. */
export type Alarm = 'ring' | 'overdue' | 'fault'

/** What a seat hears besides, once at a time: a caller was held too long. */
export type Sound = Alarm | 'held'

export interface Tone {
  fromS: number
  lengthS: number
  hz: number
}

export interface Pattern {
  tones: readonly Tone[]
  /** Length of one round, after which it begins again, seconds. */
  everyS: number
  wave: OscillatorType
}

/** Told apart by rhythm as well as by pitch: a warble, a fast rising run, a slow falling pair. */
export const PATTERNS: Readonly<Record<Sound, Pattern>> = {
  ring: { everyS: 2.4, wave: 'triangle', tones: [...warble(0), ...warble(0.55)] },
  overdue: { everyS: 1.5, wave: 'square', tones: rising([880, 1175, 1568, 880, 1175, 1568]) },
  held: { everyS: 20, wave: 'triangle', tones: [{ fromS: 0, lengthS: 0.12, hz: 659 }, { fromS: 0.2, lengthS: 0.12, hz: 659 }, { fromS: 0.4, lengthS: 0.25, hz: 880 }] },
  fault: {
    everyS: 30,
    wave: 'sine',
    tones: [{ fromS: 0, lengthS: 0.45, hz: 523 }, { fromS: 0.55, lengthS: 0.8, hz: 349 }],
  },
}

function warble(fromS: number): Tone[] {
  return Array.from({ length: 8 }, (_, index) => ({
    fromS: fromS + index * 0.05, lengthS: 0.05, hz: index % 2 === 0 ? 1047 : 1319,
  }))
}

function rising(pitches: readonly number[]): Tone[] {
  return pitches.map((hz, index) => ({ fromS: index * 0.13, lengthS: 0.1, hz }))
}
