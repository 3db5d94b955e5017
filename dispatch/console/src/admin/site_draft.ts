import type { ChangeSite, LinePlan, PlaceSourcePlan, SiteSettingsView, SeatPlan, SkillPlan, SourcePlan, TimingView, TrunkPlan } from '../wire/contracts.gen.ts'
import type { Disposition, TalkDisposition } from '../wire/words.ts'

type Rewritten = 'spare_phones' | 'backup_numbers' | 'trunks' | 'timings' | 'districts' | 'distribution' | 'surge_lasts_min' | 'lines' | 'dial_in_number' | 'talk_dispositions' | 'call_back_reasons' | 'skills' | 'says_staff_number' | 'place_sources'

/** The settings while somebody edits them; spare phones and backup lines as one line of text each. */
export interface SiteDraft extends Omit<ChangeSite, Rewritten> {
  talk_dispositions: TalkDisposition[]
  call_back_reasons: Disposition[]
  seats: Required<SeatPlan>[]
  districts: DistrictDraft[]
  distribution: NonNullable<ChangeSite['distribution']>
  surge_lasts_min: number
  trunks: Required<TrunkPlan>[]
  spare_phones: string
  backup_numbers: string
  dial_in_number: string
  timings: TimingView[]
  lines: Required<LinePlan>[]
  skills: SkillPlan[]
  says_staff_number: boolean
  place_sources: PlaceSourceDraft
}

/** Every source has its address and datum, if only empty ones. */
export type PlaceSourceDraft = Required<Omit<PlaceSourcePlan, 'peer' | 'network'>> & Record<'peer' | 'network', Required<SourcePlan>>

/** Prefixes as one line of text. */
export interface DistrictDraft { name: string; together: boolean; prefixes: string; station_number: string }

const USUAL_SIP_PORT = 5060
const FIRST_PRIORITY = 1
const USUAL_PARK_S = 60
const USUAL_SHRINK_PERCENT = 20

export function draftOf(site: SiteSettingsView): SiteDraft {
  const { centre_name, area_code, emergency_number, spare_phones, seats, trunks } = site
  const { talk_dispositions, call_back_reasons } = site
  const { backup_numbers, backup_rings_s, message_after_s } = site
  const { distribution = 'ring_all', districts = [], surge_lasts_min = 30 } = site
  const { answer_overdue_after_s, overflow_after_s, seat_leg_lost_after_s, wrap_up_s, order_acknowledge_s } = site
  return {
    base_version: site.version,
    talk_dispositions: [...talk_dispositions], call_back_reasons: [...call_back_reasons],
    centre_name, area_code, emergency_number,
    answer_overdue_after_s, overflow_after_s, seat_leg_lost_after_s, wrap_up_s, order_acknowledge_s, backup_rings_s, message_after_s,
    distribution, surge_lasts_min,
    districts: districts.map((one) => ({ ...one, station_number: one.station_number ?? '', prefixes: one.prefixes.join(' ') })),
    seats: seats.map((seat) => ({ ...seat, penalty: seat.penalty ?? 0 })),
    trunks: trunks.map((trunk) => ({ ...trunk, port: trunk.port ?? USUAL_SIP_PORT, priority: trunk.priority ?? FIRST_PRIORITY })),
    timings: (site.timings ?? []).map((timing) => ({ ...timing })),
    spare_phones: spare_phones.join(' '),
    backup_numbers: backup_numbers.join(' '),
    dial_in_number: site.dial_in_number ?? '',
    park_returns_after_s: site.park_returns_after_s ?? USUAL_PARK_S,
    says_staff_number: site.says_staff_number ?? false,
    place_sources: sourcesOf(site.place_sources ?? {}),
    skills: (site.skills ?? []).map((skill) => ({ ...skill })),
    lines: (site.lines ?? []).map((line) => ({ ...blankLine(line.number), ...line })),
  }
}

export function changeOf(draft: SiteDraft): ChangeSite {
  const timings = draft.timings.map(({ name, value_s }) => ({ name, value_s }))
  const districts = draft.districts.map((one) => ({ ...one, prefixes: listed(one.prefixes) }))
  return { ...draft, timings, districts, spare_phones: listed(draft.spare_phones), backup_numbers: listed(draft.backup_numbers) }
}

function sourcesOf({ peer, network, refresh_at = '', refresh_encoding = 'auto', shrink_percent = USUAL_SHRINK_PERCENT }: PlaceSourcePlan): PlaceSourceDraft {
  const off = { url: '', datum: 'wgs84' } as const
  return { peer: { ...off, ...peer }, network: { ...off, ...network }, refresh_at, refresh_encoding, shrink_percent }
}

function listed(line: string): string[] {
  return line.split(/[\s,，、]+/).filter(Boolean)
}

/** The seat after the last one. */
export function nextSeat(draft: SiteDraft): Required<SeatPlan> {
  return { number: Math.max(0, ...draft.seats.map(({ number }) => number)) + 1, kind: 'soft', penalty: 0 }
}

export function newDistrict(): DistrictDraft {
  return { name: '', together: true, prefixes: '', station_number: '' }
}

export function newSkill(): SkillPlan {
  return { code: '', name: '' }
}

export function newTrunk(draft: SiteDraft): Required<TrunkPlan> {
  return { name: `trunk${draft.trunks.length + 1}`, host: '', port: USUAL_SIP_PORT, priority: draft.trunks.length + 1 }
}

/** The line after the last one; until it is said otherwise it only hears. */
export function newLine(draft: SiteDraft): Required<LinePlan> {
  return blankLine(Math.max(0, ...draft.lines.map(({ number }) => number)) + 1)
}

function blankLine(number: number): Required<LinePlan> {
  return { number, label: '', owner: 'station', code: '', way: 'down', group: '', carrier: '', second_number: '', second_carrier: '' }
}

/** Every word there is; a centre chooses of them. */
export const TALK_DISPOSITIONS: readonly TalkDisposition[] = [
  'incident', 'repeat', 'chase', 'advice', 'other_service', 'misdial', 'silent', 'nuisance', 'complaint', 'internal', 'test',
]
export const CALL_BACK_REASONS: readonly Disposition[] = ['reached', 'no_answer', 'called_again', 'number_unusable', 'refused_help', 'not_needed']
