import { t, textOfCode } from '../shared/texts/texts.ts'
import type { FeedView } from '../wire/contracts.gen.ts'

const STOPPED_AFTER_MS = 5000
const SILENT_AFTER_MS = 10_000
/** Counted, but no fault: they stand apart. */
const GOOD = new Set(['fixes', 'waiting'])

export type Mark = 'well' | 'degraded' | 'failed'

/** How a feed is in one word, by the database's clock. */
export function stateOf(feed: FeedView, at: string): { mark: Mark; word: string } {
  const now = Date.parse(at)
  const silent = feed.understood_at === null || now - Date.parse(feed.understood_at) > SILENT_AFTER_MS
  if (now - Date.parse(feed.seen_at) > STOPPED_AFTER_MS) return { mark: 'failed', word: t('feeds.stopped') }
  if (!feed.plugged) return { mark: 'failed', word: t('feeds.closed', { why: feed.why_closed ?? '' }) }
  return silent ? { mark: 'degraded', word: t('feeds.silent') } : { mark: 'well', word: t('feeds.open') }
}

/** What was refused and damaged, with how often, the most first. */
export function faultsOf(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .filter(([kind, count]) => count > 0 && !GOOD.has(kind))
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${textOfCode('gate', kind)} ${count}`)
}

/** An age in words that stay short: 3 s, 5 min, 2 h. */
export function ageOf(instant: string | null, at: string): string {
  if (instant === null) return t('feeds.never')
  const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(instant)) / 1000))
  if (seconds < 120) return t('feeds.seconds', { n: seconds })
  return seconds < 7200 ? t('feeds.minutes', { n: Math.round(seconds / 60) }) : t('feeds.hours', { n: Math.round(seconds / 3600) })
}

/** Bytes as a person can read them: what is no letter is a dot. */
export function asText(hex: string): string {
  const bytes = hex.match(/../g) ?? []
  return bytes.map((byte) => Number.parseInt(byte, 16)).map((code) => (code >= 32 && code < 127 ? String.fromCharCode(code) : '·')).join('')
}
