import type { Leg, Line } from './phone.ts'

/**
 * The leg that F2 takes: two exchanges may ring one seat with two callers, and the servers have given
 * this seat the one of them. Where no server said which, or its leg is gone, the one that rings longest.
 */
export function legToAnswer(legs: readonly Leg[], exchange: string | null): Leg | null {
  const ringing = legs.filter(({ state, placed }) => state === 'ringing' && !placed)
  return ringing.find((leg) => leg.exchange === exchange) ?? ringing[0] ?? null
}

/**
 * Whether the seat talks at another exchange, which this one cannot know: it rings somebody else. A talk
 * on a line that is gone holds nobody back: whoever calls now may be the same caller.
 */
export function talksElsewhere(legs: readonly Leg[], lines: readonly Line[], exchange: string): boolean {
  const living = lines.filter(({ state }) => state === 'registered').map((line) => line.exchange)
  return legs.some((leg) => leg.state !== 'ringing' && leg.exchange !== exchange && living.includes(leg.exchange))
}

/** Who still rings from another exchange while this seat answers: another seat shall take him. */
export function ringingElsewhere(legs: readonly Leg[], exchange: string): readonly Leg[] {
  return legs.filter((leg) => leg.state === 'ringing' && leg.exchange !== exchange)
}
