import { t, textOfCode } from '../../shared/texts/texts.ts'
import { asTimer } from '../../shared/time/format.ts'
import type { LocationLinkView } from '../../wire/contracts.gen.ts'

export type Tone = 'soft' | 'well' | 'late' | 'ill'

/** How far a link has come, in one line: the furthest step, and what stands in the way. */
export interface LinkState {
  mark: string
  tone: Tone
  text: string
}

const MOBILE = /^1[3-9]\d{9}$/

/** Whether a link can be sent there. */
export function isMobile(number: string): boolean {
  return MOBILE.test(number.replace(/^(?:\+|00)86/, '').replace(/[\s-]/g, ''))
}

/** Whether it can still be opened. */
export function runs(link: LocationLinkView, nowMs: number): boolean {
  return link.revoked_at === null && Date.parse(link.expires_at) > nowMs
}

/** Whether a new one should be sent without being asked about: none runs, or its message did not go out. */
export function isSpent(link: LocationLinkView, nowMs: number): boolean {
  return !runs(link, nowMs) || link.sms_state === 'failed' || link.sms_state === 'given_up'
}

export function stateOf(link: LocationLinkView, nowMs: number): LinkState {
  const since = (at: string): string => asTimer(Math.max(0, (nowMs - Date.parse(at)) / 1000))
  if (link.placed_at !== null) return placed(link, since(link.placed_at))
  if (link.denial !== null && link.denied_at !== null) return { mark: '!', tone: 'late', text: t(`link_denial.${link.denial}`, { age: since(link.denied_at) }) }
  if (!runs(link, nowMs)) return { mark: '■', tone: 'soft', text: t('link.over') }
  if (link.opened_at !== null) return { mark: '◐', tone: 'late', text: t('link.opened', { age: since(link.opened_at) }) }
  return sent(link, since(link.made_at))
}

function placed(link: LocationLinkView, age: string): LinkState {
  const radius = link.radius_m === null ? null : Math.round(link.radius_m)
  if (link.doubtful) return { mark: '!', tone: 'late', text: t('link.doubtful', { radius, age }) }
  return { mark: '✓', tone: 'well', text: t('link.placed', { radius, age }) }
}

function sent(link: LocationLinkView, age: string): LinkState {
  const why = link.sms_reason === null ? '' : textOfCode('sms_reason', link.sms_reason)
  const text = t(`sms_state.${link.sms_state}`, { age, why, tries: link.sms_tries })
  if (link.sms_state === 'failed' || link.sms_state === 'given_up') return { mark: '✕', tone: 'ill', text }
  if (link.sms_state === 'delivered') return { mark: '◑', tone: 'well', text }
  return { mark: link.sms_state === 'sent' ? '◔' : '○', tone: why === '' ? 'soft' : 'late', text: why === '' ? text : `${text} ${why}` }
}
