export type Lanes = 'both' | 'caller' | 'seat'

/** Samples from first up to, not with, end. */
export interface Span {
  first: number
  end: number
  lanes: Lanes
}

const LANES: Readonly<Record<Lanes, readonly number[]>> = { both: [0, 1], caller: [0], seat: [1] }

/** A span between two places in seconds, whichever came first; nothing where they are one sample. */
export function spanOf(fromS: number, toS: number, lanes: Lanes, rateHz: number, frames: number): Span | null {
  const [low, high] = [Math.min(fromS, toS), Math.max(fromS, toS)]
  const first = Math.max(0, Math.floor(low * rateHz))
  const end = Math.min(frames, Math.ceil(high * rateHz))
  return first < end ? { first, end, lanes } : null
}

/** Spans in their order; those of the same lanes that touch become one. */
export function added(spans: readonly Span[], span: Span): Span[] {
  const touching = (one: Span): boolean => one.lanes === span.lanes && one.first <= span.end && span.first <= one.end
  const joined = spans.filter(touching).reduce<Span>(
    (all, one) => ({ ...all, first: Math.min(all.first, one.first), end: Math.max(all.end, one.end) }), span,
  )
  return [...spans.filter((one) => !touching(one)), joined].sort((one, other) => one.first - other.first || one.end - other.end)
}

/** Silence the spans in decoded channels, as the recorder will. */
export function silence(channels: readonly Float32Array[], spans: readonly Span[]): void {
  for (const { first, end, lanes } of spans) for (const lane of LANES[lanes]) channels[lane]?.fill(0, first, end)
}

/** Where a span lies on the time line: share of its length, and which half. */
export function boxOf({ first, end, lanes }: Span, frames: number): Record<'left' | 'width' | 'top' | 'height', string> {
  const share = (count: number): string => `${((count / Math.max(1, frames)) * 100).toFixed(3)}%`
  return {
    left: share(first), width: share(end - first), top: lanes === 'seat' ? '50%' : '0', height: lanes === 'both' ? '100%' : '50%',
  }
}
