import { t, textOfCode } from '../shared/texts/texts.ts'
import type { LaneView, ReplayView, StoryView } from '../wire/contracts.gen.ts'

export interface Mark {
  atMs: number
  text: string
  /** A milestone of an order: what one jumps to first. */
  milestone: boolean
}

/** The part of the time line that is on the screen. */
export interface Span {
  fromMs: number
  toMs: number
}

const LEAST_MS = 2000
/** Events by which an order comes to another state; a suggestion moves nothing. */
const MILESTONES = new Set(['order_sent', 'order_acknowledged', 'order_stamped', 'order_refused', 'order_cancelled', 'order_reassigned', 'order_empty_return', 'order_completed'])

/** What a lane is, in words: whose voice is above, whose below. */
export function laneWords(lane: LaneView): { title: string; above: string; below: string } {
  const seat = lane.seat === null ? '' : t('seat.name', { seat: lane.seat })
  const staff = lane.staff_number ?? ''
  const who = [seat, staff].filter(Boolean).join(' ')
  const other = lane.name ?? lane.number ?? (seat || t('story.member'))
  switch (lane.kind) {
    case 'call': return { title: t('story.lane_call'), above: t('player.caller'), below: who || t('player.seat') }
    case 'call_back': return { title: t('story.lane_call_back'), above: t('story.far'), below: who || t('player.seat') }
    case 'message': return { title: t('story.lane_message'), above: t('player.caller'), below: t('story.centre') }
    case 'leg': return { title: t('story.lane_leg', { who: other }), above: other, below: t('story.hears') }
    case 'room': return { title: t('story.lane_room'), above: t('story.all'), below: t('story.hears') }
    case 'leader': return { title: t('story.lane_leader', { who: staff }), above: t('story.leader'), below: t('story.hears') }
    default: return { title: t('story.lane_other'), above: who || t('story.far'), below: t('story.hears') }
  }
}

/** Everything that happened and is worth a jump, in time. */
export function marksOf({ marks }: StoryView): Mark[] {
  return marks.map(({ at, kind, detail, seat, vehicle }) => {
    const milestone = MILESTONES.has(kind) && detail !== null
    const words = [vehicle, textOfCode('event', kind), kind === 'order_stamped' && detail !== null ? textOfCode('order_state', detail) : '', kind.startsWith('call_') && seat !== null ? t('seat.name', { seat }) : '']
    return { atMs: Date.parse(at), text: [...new Set(words)].filter(Boolean).join(' '), milestone }
  })
}

/** The instant of the nearest mark after an instant, or before it; null where there is none. */
export function markBeside(marks: readonly Mark[], atMs: number, direction: 1 | -1, milestones: boolean): number | null {
  const beside = marks.filter((mark) => (mark.atMs - atMs) * direction > 0 && (!milestones || mark.milestone)).map((mark) => mark.atMs)
  return beside.length === 0 ? null : direction > 0 ? Math.min(...beside) : Math.max(...beside)
}

/** All of the time line: the story and the tracks. */
export function wholeOf(story: StoryView, replay: ReplayView | null): Span {
  const begins = [story.from_at, ...(replay ? [replay.since] : [])].map(Date.parse)
  const ends = [story.to_at, ...(replay ? [replay.until] : [])].map(Date.parse)
  return { fromMs: Math.min(...begins), toMs: Math.max(...ends) + 1000 }
}

/** Nearer or farther, with an instant staying where it is on the screen. */
export function zoomed(span: Span, whole: Span, atMs: number, factor: number): Span {
  const lengthMs = Math.max(LEAST_MS, Math.min(whole.toMs - whole.fromMs, (span.toMs - span.fromMs) * factor))
  const share = (Math.max(span.fromMs, Math.min(span.toMs, atMs)) - span.fromMs) / (span.toMs - span.fromMs)
  return within(whole, Math.max(span.fromMs, Math.min(span.toMs, atMs)) - share * lengthMs, lengthMs)
}

/** The same length, moved so that an instant is on the screen. */
export function following(span: Span, whole: Span, atMs: number): Span {
  if (atMs >= span.fromMs && atMs <= span.toMs) return span
  const lengthMs = span.toMs - span.fromMs
  return within(whole, atMs - lengthMs * 0.1, lengthMs)
}

/** Where nothing at all can be heard. */
export function quietOf(lanes: readonly LaneView[], whole: Span): Span[] {
  const heard = lanes.filter((lane) => lane.playback).map((lane) => ({ fromMs: Date.parse(lane.begins_at), toMs: Date.parse(lane.ends_at ?? lane.begins_at) }))
  const gaps: Span[] = []
  let atMs = whole.fromMs
  for (const { fromMs, toMs } of heard.sort((a, b) => a.fromMs - b.fromMs)) {
    if (fromMs > atMs) gaps.push({ fromMs: atMs, toMs: fromMs })
    atMs = Math.max(atMs, toMs)
  }
  if (atMs < whole.toMs) gaps.push({ fromMs: atMs, toMs: whole.toMs })
  return gaps
}

/** Left and width of a stretch on the screen. */
export function placed({ fromMs, toMs }: Span, view: Span): { left: string; width: string } {
  const share = (ms: number): number => (Math.max(view.fromMs, Math.min(view.toMs, ms)) - view.fromMs) / (view.toMs - view.fromMs)
  return { left: `${(share(fromMs) * 100).toFixed(4)}%`, width: `${((share(toMs) - share(fromMs)) * 100).toFixed(4)}%` }
}

function within(whole: Span, fromMs: number, lengthMs: number): Span {
  const begin = Math.max(whole.fromMs, Math.min(whole.toMs - lengthMs, fromMs))
  return { fromMs: begin, toMs: begin + lengthMs }
}

const RULE_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400] as const
const MOST_RULES = 10
const SECOND_MS = 1000

/** Round instants at which the time line is ruled, at most ten of them. */
export function rulesOf(view: Span): number[] {
  const widthS = (view.toMs - view.fromMs) / SECOND_MS
  const stepMs = (RULE_STEPS_S.find((step) => widthS / step <= MOST_RULES) ?? widthS / MOST_RULES) * SECOND_MS
  const first = Math.ceil(view.fromMs / stepMs) * stepMs
  return Array.from({ length: Math.max(0, Math.floor((view.toMs - first) / stepMs) + 1) }, (_, index) => first + index * stepMs)
}
