import type { BoardState } from '../../shared/board/board.ts'
import { hasEnded, isTaken } from '../../shared/board/runs.ts'
import type { LinePlan, OrderView } from '../../wire/contracts.gen.ts'
import { phoneOf } from './lines.ts'

/** The order whose station a person would telephone: one that nobody took, of this incident first, the oldest first. */
export function orderToCall(board: BoardState, incident: string | null): OrderView | null {
  const weight = (order: OrderView): number => (order.incident_id === incident ? 0 : 2) + (isTaken(order) ? 1 : 0)
  const running = board.orders.filter((order) => !hasEnded(order) && (order.incident_id === incident || !isTaken(order)))
  return running.sort((a, b) => weight(a) - weight(b) || (a.sent_at < b.sent_at ? -1 : 1))[0] ?? null
}

/** What is dialled for a station: its dedicated line, else its telephone; null where it has neither. */
export function numberOfStation(board: BoardState, lines: readonly LinePlan[], stationId: string): string | null {
  const station = board.stations.find(({ id }) => id === stationId)
  const line = lines.find(({ owner, code }) => owner === 'station' && code !== '' && code === station?.code)
  return line ? phoneOf(line) : (station?.telephone ?? '') || null
}
