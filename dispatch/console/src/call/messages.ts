import type { BoardState } from '../shared/board/board.ts'
import { isOverdue, longestWaitS, waitingCalls } from '../shared/board/queue.ts'
import type { Phone } from '../shared/phone/phone.ts'
import { t } from '../shared/texts/texts.ts'
import { asTimer } from '../shared/time/format.ts'
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
  return [...ofServers(now), ...ofLateCalls(now), ...ofSound(now), ...ofParts(now)]
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
