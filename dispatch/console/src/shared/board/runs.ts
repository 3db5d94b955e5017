import type { OrderView } from '../../wire/contracts.gen.ts'
import type { BoardState } from './board.ts'

const ENDED: ReadonlySet<OrderView['state']> = new Set([
  'completed', 'refused', 'cancelled', 'reassigned', 'empty_return', 'expired',
])

/** The run is over; nothing more happens to the order. */
export function hasEnded(order: OrderView): boolean {
  return ENDED.has(order.state)
}

/** The orders of an incident, oldest first. */
export function ordersOf(board: BoardState, incidentId: string): OrderView[] {
  return board.orders.filter((order) => order.incident_id === incidentId).sort((a, b) => (a.number < b.number ? -1 : 1))
}

/** Those of its orders that still run. */
export function activeOrdersOf(board: BoardState, incidentId: string): OrderView[] {
  return ordersOf(board, incidentId).filter((order) => !hasEnded(order))
}

/** A person has taken the newest revision of the order. */
export function isTaken(order: OrderView): boolean {
  return order.acknowledged_revision !== null && order.acknowledged_revision >= order.revision
}

/** Nobody took the order in time. */
export function isOrderOverdue(order: OrderView): boolean {
  return !hasEnded(order) && order.overdue_at !== null && !isTaken(order)
}

/** Every order that nobody took in time, oldest first. */
export function overdueOrders(board: BoardState): OrderView[] {
  return board.orders.filter(isOrderOverdue).sort((a, b) => (a.sent_at < b.sent_at ? -1 : 1))
}
