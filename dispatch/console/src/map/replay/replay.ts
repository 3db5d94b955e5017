import { t, textOfCode } from '../../shared/texts/texts.ts'
import type { PointView, ReplayView, TrackView } from '../../wire/contracts.gen.ts'

type Fix = TrackView['fixes'][number]

export interface Heard {
  point: PointView
  speedKmh: number | null
  /** Seconds since the fix at this instant. */
  ageS: number
  /** Nothing was heard for longer than the gap: where it was then nobody knows. */
  inGap: boolean
}
export interface Stamp {
  atMs: number
  vehicleId: string
  text: string
}

/** Where a vehicle was last heard before an instant: never between two fixes. Null before the first. */
export function heardAt({ fixes }: TrackView, atMs: number, gapS: number): Heard | null {
  const index = lastBefore(fixes, atMs)
  const fix = fixes[index]
  if (!fix) return null
  const ageS = (atMs - Date.parse(fix.at)) / 1000
  const next = fixes[index + 1]
  const inGap = ageS > 0 && (next ? next.opens : ageS > gapS)
  return { point: { lon: fix.lon, lat: fix.lat }, speedKmh: fix.speed_kmh, ageS, inGap }
}

/** The stretches of a track up to an instant; each breaks where nothing was heard. */
export function stretchesOf({ fixes }: TrackView, untilMs = Infinity): PointView[][] {
  const lines: PointView[][] = []
  for (const { at, lon, lat, opens } of fixes) {
    if (Date.parse(at) > untilMs) break
    const last = lines.at(-1)
    if (opens || !last) lines.push([{ lon, lat }])
    else last.push({ lon, lat })
  }
  return lines
}

/** Both ends of every silence between two stretches. */
export function gapsOf({ fixes }: TrackView): { fromMs: number; toMs: number }[] {
  return fixes.flatMap(({ at, opens }, index) => {
    const before = fixes[index - 1]
    return opens && before ? [{ fromMs: Date.parse(before.at), toMs: Date.parse(at) }] : []
  })
}

/** Everything that was stamped within the span, in time. */
export function stampsOf({ since, until, runs, duties, tracks, calls = [] }: ReplayView): Stamp[] {
  const ofRuns = runs.flatMap(({ number, vehicle_id: vehicleId, vehicle_name: vehicle, sent_at, delivered_at, acknowledged_at, stamps, suggestions = {}, ended_at, state }) => {
    const at = (instant: string | null, what: string): Stamp[] =>
      (instant === null ? [] : [{ atMs: Date.parse(instant), vehicleId, text: `${vehicle} ${number.split('-').slice(1).join('-')} ${what}` }])
    return [
      ...at(sent_at, t('replay.sent')), ...at(delivered_at, t('replay.delivered')), ...at(acknowledged_at, t('replay.acknowledged')),
      ...Object.entries(stamps).flatMap(([milestone, stamp]) => at(stamp.at, [textOfCode('order_state', milestone), stamp.wire === 'position' ? t('milestone.automatic') : ''].join(' ').trim())),
      ...Object.entries(suggestions).flatMap(([milestone, { at: seenAt }]) => at(seenAt, t('replay.suggested', { milestone: textOfCode('order_state', milestone) }))),
      ...('completed' in stamps ? [] : at(ended_at, textOfCode('order_state', state))),
    ]
  })
  const names = new Map(tracks.map(({ vehicle_id, vehicle_name }) => [vehicle_id, vehicle_name]))
  const ofDuties = duties.map(({ at, vehicle_id, duty, reason }) => ({
    atMs: Date.parse(at), vehicleId: vehicle_id,
    text: [names.get(vehicle_id) ?? '', textOfCode('duty', duty), reason === null ? '' : textOfCode('duty_reason', reason)].join(' ').trim(),
  }))
  const ofCalls = calls.flatMap(({ incident_number: number, offered_at, answered_at, ended_at }) => {
    const at = (instant: string | null, what: string): Stamp[] =>
      (instant === null ? [] : [{ atMs: Date.parse(instant), vehicleId: '', text: `${number.split('-').slice(1).join('-')} ${what}` }])
    return [...at(offered_at, t('replay.call_offered')), ...at(answered_at, t('replay.call_answered')), ...at(ended_at, t('replay.call_ended'))]
  })
  const [from, to] = [Date.parse(since), Date.parse(until)]
  return [...ofRuns, ...ofDuties, ...ofCalls].filter(({ atMs }) => atMs >= from && atMs <= to).sort((a, b) => a.atMs - b.atMs)
}

/** What was stamped last for a vehicle before an instant; empty before the first. */
export function statusAt(stamps: readonly Stamp[], vehicleId: string, atMs: number): string {
  return stamps.filter((stamp) => stamp.vehicleId === vehicleId && stamp.atMs <= atMs).at(-1)?.text ?? ''
}

/** The instant of the nearest event after an instant, or before it; null where there is none. */
export function stampBeside(stamps: readonly Stamp[], atMs: number, direction: 1 | -1): number | null {
  const beside = stamps.map((stamp) => stamp.atMs).filter((one) => (one - atMs) * direction > 0)
  return beside.length === 0 ? null : direction > 0 ? Math.min(...beside) : Math.max(...beside)
}

/** The instant of the nearest stored fix of any track after an instant, or before it; null where there is none. */
export function fixBeside(tracks: readonly TrackView[], atMs: number, direction: 1 | -1): number | null {
  const beside = tracks.flatMap(({ fixes }) => {
    const before = lastBefore(fixes, direction > 0 ? atMs : atMs - 1)
    const fix = fixes[direction > 0 ? before + 1 : before]
    return fix ? [Date.parse(fix.at)] : []
  })
  return beside.length === 0 ? null : direction > 0 ? Math.min(...beside) : Math.max(...beside)
}

/** How much of a track is told, in one line. */
export function toldWords({ vehicle_name: name, device, heard, bucket_s: bucket, cut, fixes }: TrackView): string {
  if (device === null) return t('replay.no_device', { name })
  if (heard === 0) return t('replay.no_fixes', { name })
  if (cut) return t('replay.cut', { name })
  return fixes.length === heard ? t('replay.told_all', { name, heard }) : t('replay.told', { name, heard, bucket })
}

function lastBefore(fixes: readonly Fix[], atMs: number): number {
  let [low, high] = [0, fixes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (Date.parse(fixes[middle]?.at ?? '') <= atMs) low = middle + 1
    else high = middle
  }
  return low - 1
}
