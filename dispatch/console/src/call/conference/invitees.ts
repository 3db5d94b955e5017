import type { BoardState } from '../../shared/board/board.ts'
import { t } from '../../shared/texts/texts.ts'
import type { InviteMember } from '../../wire/contracts.gen.ts'

export interface Invitee {
  key: string
  whom: InviteMember
  text: string
  about: string
}

/** Police, fire brigade, traffic police. */
const SERVICES = ['110', '119', '122'] as const
const NUMBER = /^[0-9+*#][0-9+*# -]{2,23}$/

/** Whom a room can ask: free seats, the other services, stations and hospitals with a telephone. */
export function listInvitees(board: BoardState, own: number): Invitee[] {
  const seats = board.seats
    .filter(({ number, staff_number, phone_reachable, state }) => number !== own && staff_number !== null && phone_reachable && state !== 'talking' && state !== 'ringing')
    .sort((a, b) => a.number - b.number)
    .map(({ number, staff_name, state }) => ({
      key: `seat-${number}`, whom: { seat: number, number: null, name: '' }, text: t('room.seat', { seat: number, name: staff_name ?? '' }), about: t(`seat_state.${state}`),
    }))
  const services = SERVICES.map((number) => outside(number, t(`room.service_${number}`), number))
  const stations = board.stations.filter(({ telephone }) => telephone).map(({ name, telephone }) => outside(telephone, name, telephone))
  const hospitals = board.hospitals.filter(({ telephone }) => telephone).map(({ name, telephone }) => outside(telephone, name, telephone))
  return [...seats, ...services, ...stations, ...hospitals]
}

/** Those that fit what was typed; a number that is nobody's is one of them, first. */
export function matching(invitees: readonly Invitee[], typed: string): Invitee[] {
  const wanted = typed.trim()
  if (!wanted) return [...invitees]
  const fitting = invitees.filter(({ text, about, whom }) => text.includes(wanted) || about.includes(wanted) || String(whom.seat ?? '') === wanted)
  const exact = fitting.filter(({ whom }) => whom.number === wanted || String(whom.seat ?? '') === wanted)
  if (exact.length > 0) return [...exact, ...fitting.filter((one) => !exact.includes(one))]
  return NUMBER.test(wanted) ? [outside(wanted, wanted, t('room.number')), ...fitting] : fitting
}

function outside(number: string, name: string, about: string): Invitee {
  return { key: `number-${number}`, whom: { seat: null, number, name }, text: name, about }
}
