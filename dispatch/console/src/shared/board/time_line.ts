import type { CallView } from '../../wire/contracts.gen.ts'
import type { Step } from './board.ts'
import { isOutgoing } from './queue.ts'

/** What the stamps of a call tell of its way, for what this client did not see itself. */
const STAMPS: readonly [field: keyof CallView, kind: string][] = [
  ['offered_at', 'call_offered'],
  ['answered_at', 'call_answered'],
  ['overdue_at', 'call_overdue'],
  ['requeued_at', 'call_requeued'],
  ['held_at', 'call_held'],
  ['ended_at', 'call_ended'],
]
/** Too frequent to tell a person anything. */
const QUIET = new Set(['call_claimed', 'call_rang_out'])

/** A stamp and the event of the same thing may differ by the clocks of their sources. */
const SAME_WITHIN_MS = 3000

/** The way of a call in order of time: what was seen, completed by its stamps. */
export function timeLine(call: CallView, seen: readonly Step[]): Step[] {
  const shown = seen.filter(({ kind }) => !QUIET.has(kind))
  const stamped = STAMPS.flatMap(([field, named]) => {
    const kind = kindOf(call, named)
    const at = call[field]
    return typeof at === 'string' && !wasSeen(shown, kind, at) ? [{ kind, at, actor: '', seat: kind === 'call_answered' ? call.seat : null }] : []
  })
  return [...stamped, ...shown].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** One stamp has two meanings: who was called or calls, and why a caller waits once more. */
function kindOf(call: CallView, named: string): string {
  if (named === 'call_offered' && isOutgoing(call)) return 'call_out_begun'
  return named === 'call_requeued' && call.transferred_by != null ? 'call_transferred' : named
}

function wasSeen(seen: readonly Step[], kind: string, at: string): boolean {
  return seen.some((step) => step.kind === kind && Math.abs(Date.parse(step.at) - Date.parse(at)) < SAME_WITHIN_MS)
}
