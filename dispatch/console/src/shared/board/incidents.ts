import type { IncidentView, OrderView } from '../../wire/contracts.gen.ts'
import type { BoardState } from './board.ts'
import { activeOrdersOf } from './runs.ts'

/** How far an incident is; computed from its orders, stored nowhere. */
export type Stage = 'receiving' | 'waiting' | 'sent' | 'on_scene' | 'transporting' | 'at_hospital' | 'over'

/** What the vehicle of an order does for the incident. */
const STAGES: Readonly<Partial<Record<OrderView['state'], Stage>>> = {
  sent: 'sent',
  delivered: 'sent',
  acknowledged: 'sent',
  departed: 'sent',
  arrived: 'on_scene',
  patient_contact: 'on_scene',
  patient_aboard: 'on_scene',
  left_scene: 'transporting',
  at_hospital: 'at_hospital',
  handed_over: 'at_hospital',
  returning: 'at_hospital',
}
/** Of several vehicles the one that still has most before it tells the stage. */
const EARLIEST_FIRST: readonly Stage[] = ['sent', 'on_scene', 'transporting', 'at_hospital']
/** After 1 critical, 2 urgent, 3 not urgent: not graded yet comes with the critical ones. */
const UNGRADED = 1

/** Closed, or part of another incident. */
export function isOver(incident: IncidentView): boolean {
  return incident.state === 'closed' || incident.state === 'merged'
}

/** Being taken, waiting, sent, at the scene, on the way to hospital, there. */
export function stageOf(board: BoardState, incident: IncidentView): Stage {
  if (isOver(incident)) return 'over'
  const stages = new Set(activeOrdersOf(board, incident.id).map(({ state }) => STAGES[state] ?? 'sent'))
  const furthestBack = EARLIEST_FIRST.find((stage) => stages.has(stage))
  if (furthestBack) return furthestBack
  return incident.state === 'received' ? 'receiving' : 'waiting'
}

/** Open incidents: urgent before others, then the older first. */
export function openIncidents(board: BoardState): IncidentView[] {
  return board.incidents.filter((incident) => !isOver(incident)).sort(byUrgency)
}

/** Open incidents that no vehicle goes to, in the order in which they are served. */
export function waitingIncidents(board: BoardState): IncidentView[] {
  return openIncidents(board).filter((incident) => stageOf(board, incident) === 'waiting')
}

function byUrgency(a: IncidentView, b: IncidentView): number {
  const grade = (one: IncidentView): number => one.form.priority ?? UNGRADED
  return grade(a) - grade(b) || (a.opened_at < b.opened_at ? -1 : 1)
}

/** The incident on the board, or the one into which it was merged. */
export function findIncident(board: BoardState, id: string | null): IncidentView | null {
  const found = board.incidents.find((incident) => incident.id === id) ?? null
  if (!found?.merged_into) return found
  return board.incidents.find((incident) => incident.id === found.merged_into) ?? found
}

/** The incident to which a call belongs. */
export function incidentOfCall(board: BoardState, callId: string | null): IncidentView | null {
  if (callId === null) return null
  const mine = board.incidents.filter(({ calls }) => calls.includes(callId))
  return mine.find((incident) => !isOver(incident)) ?? mine.at(-1) ?? null
}

/** The last four digits of a number, as people say it: 0047. */
export function shortNumber(number: string): string {
  return number.split('-').at(-1) ?? number
}
