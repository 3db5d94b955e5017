import type { BoardState } from '../shared/board/board.ts'
import { shortNumber, waitingIncidents } from '../shared/board/incidents.ts'
import { isOverdue, longestWaitS, waitingCalls } from '../shared/board/queue.ts'
import { overdueOrders } from '../shared/board/runs.ts'
import type { Phone } from '../shared/phone/phone.ts'
import { t } from '../shared/texts/texts.ts'
import { asTimer, secondsSince } from '../shared/time/format.ts'
import type { Message } from '../shared/workplace/notes.ts'
import type { StreamState } from '../wire/stream.ts'
import type { Lamp } from './lamps.ts'

export interface Situation {
  board: BoardState | null
  stream: StreamState
  /** Why the servers let nobody in, where one said so. */
  refusal: string | null
  phone: Phone | null
  lamps: readonly Lamp[]
  audible: boolean
  microphoneFailed: boolean
  nowMs: number
}

/** What stays in the bar as long as it is so, most urgent first. */
export function standingMessages(now: Situation): Message[] {
  return [...ofServers(now), ...ofLateCalls(now), ...ofOrders(now), ...ofWaiting(now), ...ofSound(now), ...ofParts(now)]
}

/** A server without its database still keeps the stream open, but nothing new comes over it. */
function ofServers({ stream, refusal, lamps }: Situation): Message[] {
  const failed = lamps.some(({ name, state }) => name === 'database' && state === 'failed')
  const text = refusal === 'database_away' || failed ? 'message.database_away' : 'message.servers_away'
  if (stream === 'away' || failed) return [{ id: text, level: 'fault', text: t(text) }]
  return stream === 'moving' ? [{ id: 'moving', level: 'late', text: t('message.moving') }] : []
}

function ofLateCalls({ board, stream, nowMs }: Situation): Message[] {
  if (!board || stream === 'away') return []
  const late = waitingCalls(board).filter((call) => isOverdue(call, board, nowMs))
  if (late.length === 0) return []
  const text = t('message.overdue', { count: late.length, wait: asTimer(longestWaitS(board, nowMs)) })
  return [{ id: `overdue ${late.map(({ id }) => id).join(' ')}`, level: 'late', text }]
}

/** Orders that nobody took in time; the message changes with the revision, not with every second. */
function ofOrders({ board, stream, nowMs }: Situation): Message[] {
  if (!board || stream === 'away') return []
  return overdueOrders(board).map((order) => {
    const number = shortNumber(order.sheet.incident_number)
    const text = t('message.order_overdue', { number, vehicle: order.vehicle_name, wait: asTimer(secondsSince(order.sent_at, nowMs)) })
    return { id: `order ${order.id} ${order.revision}`, level: 'fault', text, incident: order.incident_id }
  })
}

/** Incidents of which the shift leader was told that no vehicle goes to them. */
function ofWaiting({ board, stream, nowMs }: Situation): Message[] {
  if (!board || stream === 'away') return []
  return waitingIncidents(board).filter(({ alarmed_at }) => alarmed_at !== null).map(({ id, number, alarmed_at, waiting_since, opened_at }) => ({
    id: `waits ${id} ${alarmed_at ?? ''}`, level: 'late', incident: id,
    text: t('message.incident_waits', { number: shortNumber(number), wait: asTimer(secondsSince(waiting_since ?? opened_at, nowMs)) }),
  }))
}

function ofSound({ phone, audible, microphoneFailed }: Situation): Message[] {
  const messages: Message[] = []
  if (phone?.kind === 'soft' && !phone.lines.some(({ state }) => state === 'registered')) {
    messages.push({ id: 'phone', level: 'fault', text: t('message.phone_away') })
  }
  if (!audible) messages.push({ id: 'silent', level: 'late', text: t('message.silent') })
  if (microphoneFailed) messages.push({ id: 'microphone', level: 'fault', text: t('message.microphone') })
  return messages
}

function ofParts({ lamps, stream }: Situation): Message[] {
  if (stream === 'away') return []
  return lamps
    .filter(({ name, state }) => name.includes(':') && (state === 'failed' || state === 'degraded'))
    .sort((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed'))
    .map(({ name, detail, state }) => ({ id: `${name} ${detail}`, level: state === 'failed' ? 'fault' : 'late', text: detail }))
}
