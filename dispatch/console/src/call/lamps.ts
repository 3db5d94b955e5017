import type { BoardState } from '../shared/board/board.ts'
import type { Phone } from '../shared/phone/phone.ts'
import { t, textOfCode } from '../shared/texts/texts.ts'
import type { PartView } from '../wire/contracts.gen.ts'
import type { StreamState } from '../wire/stream.ts'

export interface Lamp {
  name: string
  state: 'well' | 'degraded' | 'failed' | 'unknown'
  /** Short word beside the shape. */
  word: string
  detail: string
}

const ORDER = ['exchange', 'recorder', 'channel', 'recordings', 'database', 'server', 'roads', 'feed', 'sms', 'trunk', 'registration', 'phone', 'clock', 'subscribers', 'tracks'] as const

/** The lamps of the top bar: every part as the server in use sees it, then the page's own wires. */
export function lampsOf(board: BoardState | null, stream: StreamState, server: string, phone: Phone | null): Lamp[] {
  const parts = [...(board?.parts ?? [])].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
  const lamps = parts.map((part) => lampOfPart(part, parts, stream !== 'live'))
  return [...lamps, ownStream(stream, server), ...(phone?.kind === 'soft' ? [ownPhone(phone)] : [])]
}

/** What a part is called: without its own name where there is only one of its kind, trunks excepted. */
export function nameOfPart(part: PartView, parts: readonly PartView[]): string {
  const [kind = '', name = ''] = part.name.split(':')
  if (kind === 'clock') return `${textOfKind(kind)} ${name}`
  if (kind === 'channel') return `${textOfKind(kind)} ${name}`
  const alone = kind !== 'trunk' && parts.filter((other) => other.name.startsWith(`${kind}:`)).length < 2
  const word = textOfKind(kind)
  return alone || name === '' ? word : `${word} ${/\d+$/.exec(name)?.[0] ?? name}`
}

function lampOfPart(part: PartView, parts: readonly PartView[], stale: boolean): Lamp {
  const name = nameOfPart(part, parts)
  const why = part.code === null ? t(`part_state.${part.state}`) : textOfCode('part', part.code)
  if (stale) return { name: part.name, state: 'unknown', word: name, detail: t('lamp.stale') }
  return { name: part.name, state: part.state, word: part.state === 'well' ? name : `${name} ${why}`, detail: `${name} ${why}` }
}

function ownStream(stream: StreamState, server: string): Lamp {
  const state = { live: 'well', idle: 'unknown', moving: 'degraded', away: 'failed' } as const
  const detail = t(`stream.${stream}`, { server })
  return { name: 'stream', state: state[stream], word: stream === 'live' ? t('lamp.stream') : detail, detail }
}

function ownPhone(phone: Phone): Lamp {
  const registered = phone.lines.filter(({ state }) => state === 'registered').length
  const state = registered === 0 ? 'failed' : registered < phone.lines.length ? 'degraded' : 'well'
  const detail = t('lamp.phone_lines', { registered, all: phone.lines.length })
  return { name: 'phone', state, word: state === 'well' ? t('lamp.phone') : detail, detail }
}

function rank(part: PartView): number {
  return ORDER.findIndex((kind) => kind === part.name.split(':')[0])
}

function textOfKind(kind: string): string {
  const known = ORDER.find((one) => one === kind)
  return known ? t(`part_kind.${known}`) : kind
}
