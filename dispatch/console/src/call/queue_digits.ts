/** The digit of each waiting call, by its id. */
export type QueueDigits = Readonly<Record<string, number>>

const LAST = 9

/**
 * A call keeps its digit for as long as it waits, so that a press never meets another caller; one
 * that comes takes the lowest that is free. Of more than nine the last have none until one is free.
 */
export function assignDigits(before: QueueDigits, waiting: readonly string[]): QueueDigits {
  const kept = Object.entries(before).filter(([id]) => waiting.includes(id))
  const taken = new Set(kept.map(([, digit]) => digit))
  const free = Array.from({ length: LAST }, (_, index) => index + 1).filter((digit) => !taken.has(digit))
  const fresh = waiting.filter((id) => !(id in before)).slice(0, free.length)
  return Object.fromEntries([...kept, ...fresh.map((id, index) => [id, free[index] ?? LAST] as const)])
}
