/** The three things that a seat must hear without looking, as loud as it has chosen. */
export type Alarm = 'ring' | 'overdue' | 'fault'

/** An emergency aboard: nobody can turn it down. */
export type EmergencyAlarm = 'emergency' | 'emergency_late'

/** What a seat hears besides, once at a time: a caller was held too long. */
export type Sound = Alarm | EmergencyAlarm | 'held'

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

/** Told apart by rhythm as well as by pitch: a warble, a fast rising run, a slow falling pair, a siren. */
export const PATTERNS: Readonly<Record<Sound, Pattern>> = {
  ring: { everyS: 2.4, wave: 'triangle', tones: [...warble(0), ...warble(0.55)] },
  overdue: { everyS: 1.5, wave: 'square', tones: rising([880, 1175, 1568, 880, 1175, 1568]) },
  held: { everyS: 20, wave: 'triangle', tones: [{ fromS: 0, lengthS: 0.12, hz: 659 }, { fromS: 0.2, lengthS: 0.12, hz: 659 }, { fromS: 0.4, lengthS: 0.25, hz: 880 }] },
  emergency: { everyS: 1.2, wave: 'square', tones: siren(0) },
  emergency_late: { everyS: 0.9, wave: 'sawtooth', tones: [...siren(0), ...siren(0.45)] },
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

/** Up and down between two pitches far apart, as no telephone rings. */
function siren(fromS: number): Tone[] {
  return Array.from({ length: 4 }, (_, index) => ({ fromS: fromS + index * 0.11, lengthS: 0.1, hz: index % 2 === 0 ? 1976 : 988 }))
}

function rising(pitches: readonly number[]): Tone[] {
  return pitches.map((hz, index) => ({ fromS: index * 0.13, lengthS: 0.1, hz }))
}
