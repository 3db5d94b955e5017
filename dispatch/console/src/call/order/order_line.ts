import { hasEnded, isOrderOverdue, isTaken } from '../../shared/board/runs.ts'
import type { OrderView } from '../../wire/contracts.gen.ts'

/** How an order stands with the people who must take it. */
export type Taken =
  | { kind: 'over' }
  | { kind: 'taken'; by: string | null; at: string | null; byVoice: boolean }
  | { kind: 'waiting' | 'overdue'; waitsS: number; revision: number }

export function takenOf(order: OrderView, nowMs: number): Taken {
  if (hasEnded(order)) return { kind: 'over' }
  if (isTaken(order)) return { kind: 'taken', by: order.acknowledged_by === null ? null : nameOfActor(order.acknowledged_by), at: order.acknowledged_at, byVoice: order.acknowledged_wire === 'voice' }
  const waitsS = Math.max(0, (nowMs - Date.parse(order.sent_at)) / 1000)
  return { kind: isOrderOverdue(order) ? 'overdue' : 'waiting', waitsS, revision: order.revision }
}

/** A person by his number, a device by its name; the kind of an actor is the servers' own word. */
export function nameOfActor(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

export interface Stamped {
  state: string
  at: string
}

/** Every stamp of an order in order of time, from its sending on. */
export function stampsOf(order: OrderView): Stamped[] {
  const own: Stamped[] = [{ state: 'sent', at: order.sent_at }]
  if (order.delivered_at !== null) own.push({ state: 'delivered', at: order.delivered_at })
  if (order.acknowledged_at !== null) own.push({ state: 'acknowledged', at: order.acknowledged_at })
  const later = Object.entries(order.stamps).filter(([state]) => !own.some((one) => one.state === state))
  return [...own, ...later.map(([state, { at }]) => ({ state, at }))].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

const UNDER_WAY = new Set<OrderView['state']>(['sent', 'delivered', 'acknowledged', 'departed'])

/** Seconds until the vehicle is expected at the scene, never below 0; null: it is there, or nobody knows. */
export function arrivesInS(order: OrderView, nowMs: number): number | null {
  if (!UNDER_WAY.has(order.state) || order.travel_s === null) return null
  const from = order.stamps.departed?.at ?? order.sent_at
  return Math.max(0, order.travel_s - (nowMs - Date.parse(from)) / 1000)
}
