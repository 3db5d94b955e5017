import type { ChangeSite, SiteSettingsView, SeatPlan, TrunkPlan } from '../wire/contracts.gen.ts'
import type { Disposition, TalkDisposition } from '../wire/words.ts'

/** The settings while somebody edits them; spare phones and backup lines as one line of text each. */
export interface SiteDraft extends Omit<ChangeSite, 'spare_phones' | 'backup_numbers' | 'trunks' | 'talk_dispositions' | 'call_back_reasons'> {
  talk_dispositions: TalkDisposition[]
  call_back_reasons: Disposition[]
  seats: SeatPlan[]
  trunks: Required<TrunkPlan>[]
  spare_phones: string
  backup_numbers: string
}

const USUAL_SIP_PORT = 5060
const FIRST_PRIORITY = 1

export function draftOf(site: SiteSettingsView): SiteDraft {
  const { centre_name, area_code, emergency_number, spare_phones, seats, trunks } = site
  const { talk_dispositions, call_back_reasons } = site
  const { backup_numbers, backup_rings_s, message_after_s } = site
  const { answer_overdue_after_s, overflow_after_s, seat_leg_lost_after_s, wrap_up_s, order_acknowledge_s } = site
  return {
    base_version: site.version,
    talk_dispositions: [...talk_dispositions], call_back_reasons: [...call_back_reasons],
    centre_name, area_code, emergency_number,
    answer_overdue_after_s, overflow_after_s, seat_leg_lost_after_s, wrap_up_s, order_acknowledge_s, backup_rings_s, message_after_s,
    seats: seats.map((seat) => ({ ...seat })),
    trunks: trunks.map((trunk) => ({ ...trunk, port: trunk.port ?? USUAL_SIP_PORT, priority: trunk.priority ?? FIRST_PRIORITY })),
    spare_phones: spare_phones.join(' '),
    backup_numbers: backup_numbers.join(' '),
  }
}

export function changeOf(draft: SiteDraft): ChangeSite {
  return { ...draft, spare_phones: listed(draft.spare_phones), backup_numbers: listed(draft.backup_numbers) }
}

function listed(line: string): string[] {
  return line.split(/[\s,，、]+/).filter(Boolean)
}

/** The seat after the last one. */
export function nextSeat(draft: SiteDraft): SeatPlan {
  return { number: Math.max(0, ...draft.seats.map(({ number }) => number)) + 1, kind: 'soft' }
}

export function newTrunk(draft: SiteDraft): Required<TrunkPlan> {
  return { name: `trunk${draft.trunks.length + 1}`, host: '', port: USUAL_SIP_PORT, priority: draft.trunks.length + 1 }
}

/** Every word there is; a centre chooses of them. */
export const TALK_DISPOSITIONS: readonly TalkDisposition[] = [
  'incident', 'repeat', 'chase', 'advice', 'other_service', 'misdial', 'silent', 'nuisance', 'complaint', 'internal', 'test',
]
export const CALL_BACK_REASONS: readonly Disposition[] = ['reached', 'no_answer', 'called_again', 'number_unusable', 'refused_help', 'not_needed']
