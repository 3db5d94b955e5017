import type { PartState } from '../../wire/words.ts'
import type { Line } from '../phone/phone.ts'
import type { TextKey, Values } from '../texts/texts.ts'

/** What the page knows of its sound before the seat becomes ready. */
export interface Probe {
  kind: 'soft' | 'desk'
  /** The browser gives a microphone only to such origins. */
  secureOrigin: boolean
  /** The page itself came over https. */
  https: boolean
  missing: readonly Feature[]
  /** The browser's name for why there is no microphone, or null. */
  microphoneFailure: string | null
  microphoneOpen: boolean
  spoke: boolean
  audible: boolean
  triedLoudspeaker: boolean
  triedHeadset: boolean
  lines: readonly Line[]
  /** How the servers see each exchange. */
  exchanges: Readonly<Record<string, PartState>>
  deskReachable: boolean
}

export interface Check {
  part: 'browser' | 'loudspeaker' | 'headset' | 'microphone' | 'exchange'
  state: 'well' | 'waiting' | 'warned' | 'ill'
  text: TextKey
  values?: Values
}

export type Feature = 'WebSocket' | 'AudioContext' | 'RTCPeerConnection' | 'BroadcastChannel' | 'WebGL2'

/** Without these the page still takes calls; only the map window needs them. */
const MAP_ONLY: readonly Feature[] = ['BroadcastChannel', 'WebGL2']

/** Look for what this browser does not have. */
export function missingFeatures(): Feature[] {
  const has: Record<Feature, boolean> = {
    WebSocket: 'WebSocket' in window,
    AudioContext: 'AudioContext' in window,
    RTCPeerConnection: 'RTCPeerConnection' in window,
    BroadcastChannel: 'BroadcastChannel' in window,
    WebGL2: document.createElement('canvas').getContext('webgl2') !== null,
  }
  return Object.entries(has).filter(([, present]) => !present).map(([feature]) => feature as Feature)
}

/** Every part of the seat's sound, in the order in which a person tries it. */
export function soundChecks(probe: Probe): Check[] {
  const soft = [headset(probe), microphone(probe), ...probe.lines.map((line) => exchange(line, probe))]
  const desk: Check[] = [{
    part: 'exchange',
    state: probe.deskReachable ? 'well' : 'ill',
    text: probe.deskReachable ? 'check.desk_well' : 'check.desk_away',
  }]
  return [browser(probe), loudspeaker(probe), ...(probe.kind === 'soft' ? soft : desk)]
}

/** One exchange is enough to take calls; everything else must be well or warned. */
export function mayBecomeReady(checks: readonly Check[]): boolean {
  const exchanges = checks.filter(({ part }) => part === 'exchange')
  const others = checks.filter(({ part }) => part !== 'exchange')
  return exchanges.some(({ state }) => state === 'well') && others.every(({ state }) => state === 'well' || state === 'warned')
}

function browser({ missing }: Probe): Check {
  const needed = missing.filter((feature) => !MAP_ONLY.includes(feature))
  if (needed.length > 0) return { part: 'browser', state: 'ill', text: 'check.browser_old', values: { missing: needed.join(' ') } }
  if (missing.length > 0) return { part: 'browser', state: 'warned', text: 'check.browser_no_map', values: { missing: missing.join(' ') } }
  return { part: 'browser', state: 'well', text: 'check.browser_well' }
}

function loudspeaker({ audible, triedLoudspeaker }: Probe): Check {
  if (triedLoudspeaker && audible) return { part: 'loudspeaker', state: 'well', text: 'check.loudspeaker_well' }
  if (triedLoudspeaker) return { part: 'loudspeaker', state: 'ill', text: 'check.no_sound' }
  return { part: 'loudspeaker', state: 'waiting', text: 'check.loudspeaker_try' }
}

function headset({ triedHeadset }: Probe): Check {
  return triedHeadset
    ? { part: 'headset', state: 'well', text: 'check.headset_well' }
    : { part: 'headset', state: 'waiting', text: 'check.headset_try' }
}

const MICROPHONE_FAILURES: Readonly<Record<string, TextKey>> = {
  NotAllowedError: 'check.microphone_refused',
  SecurityError: 'check.microphone_refused',
  NotFoundError: 'check.microphone_absent',
  OverconstrainedError: 'check.microphone_absent',
  NotReadableError: 'check.microphone_in_use',
}

function microphone({ secureOrigin, microphoneFailure, microphoneOpen, spoke }: Probe): Check {
  const part = 'microphone'
  if (!secureOrigin) return { part, state: 'ill', text: 'check.insecure_origin' }
  if (microphoneFailure !== null) {
    return { part, state: 'ill', text: MICROPHONE_FAILURES[microphoneFailure] ?? 'check.microphone_absent' }
  }
  if (spoke) return { part, state: 'well', text: 'check.microphone_well' }
  return { part, state: 'waiting', text: microphoneOpen ? 'check.microphone_speak' : 'check.microphone_asking' }
}

/** A browser does not say why wss failed: when the servers reach that exchange, it is the certificate. */
function exchange(line: Line, probe: Probe): Check {
  const values = { exchange: line.exchange }
  const part = 'exchange'
  if (line.state === 'registered') return { part, state: 'well', text: 'check.exchange_well', values }
  if (line.state === 'connecting') return { part, state: 'waiting', text: 'check.exchange_asking', values }
  if (line.state === 'refused') return { part, state: 'ill', text: 'check.exchange_refused', values }
  const untrusted = probe.https && line.address.startsWith('wss:') && probe.exchanges[line.exchange] === 'well'
  return { part, state: 'ill', text: untrusted ? 'check.certificate' : 'check.exchange_away', values }
}
