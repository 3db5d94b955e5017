import { startOfDay, dayOf } from '../shared/time/format.ts'

export const SPANS = ['today', 'yesterday', 'week', 'month'] as const
export type Span = (typeof SPANS)[number]

const DAY_MS = 86_400_000
const WEEK_DAYS = 7
const MONTH_DAYS = 30
const HUNDRED = 100
export const NONE = '—'

/** A span of whole days of the centre's zone; the last one is today's, up to its end. */
export function periodOf(span: Span, nowMs: number, zone: string): { from: string; to: string } {
  const daysBack: Record<Span, number> = { today: 0, yesterday: 1, week: WEEK_DAYS - 1, month: MONTH_DAYS - 1 }
  const from = startOfDay(dayOf(nowMs - daysBack[span] * DAY_MS, zone), zone)
  const last = span === 'yesterday' ? nowMs : nowMs + DAY_MS
  return { from, to: startOfDay(dayOf(last, zone), zone) }
}

/** 96.4 %, or a dash: without traffic there is no figure. */
export function asShare(share: number | null): string {
  return share === null ? NONE : `${(share * HUNDRED).toFixed(1)} %`
}

/** 9.2 s, or a dash. */
export function asSeconds(seconds: number | null): string {
  return seconds === null ? NONE : `${seconds.toFixed(1)} s`
}
