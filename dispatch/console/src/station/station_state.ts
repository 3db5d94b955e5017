import { GapError } from '../shared/board/apply.ts'
import { put } from '../shared/board/rows.ts'
import { hasEnded } from '../shared/board/runs.ts'
import type { EventMessage, OrderEvent, OrderView, StationBoard, VehicleEvent, VehicleView } from '../wire/contracts.gen.ts'
import { isTakenBack, wiped } from './run.ts'

/** What a station knows at one position of its stream. */
export interface StationState {
  epoch: string
  n: number
  stationName: string
  centreTelephone: string
  orders: readonly OrderView[]
  vehicles: readonly VehicleView[]
  /** Orders that the centre took back and that nobody here has noticed yet. */
  takenBack: readonly string[]
}

/** Take a snapshot; what was open before and is taken back in it is noticed too. */
export function fromBoard(board: StationBoard, before: StationState | null): StationState {
  const state = {
    epoch: board.epoch,
    n: board.last,
    stationName: board.station.name,
    centreTelephone: board.centre_telephone,
    orders: board.orders.map(wiped),
    vehicles: board.vehicles,
  }
  const back = board.orders.filter((order) => isTakenBack(order) && wasOpen(before, order.id)).map(({ id }) => id)
  return { ...state, takenBack: [...(before?.takenBack ?? []), ...back] }
}

/** The state after an event. A repetition changes nothing; a gap throws GapError. */
export function follow(state: StationState, message: EventMessage): StationState {
  if (message.event.epoch !== state.epoch) throw new GapError()
  if (message.n <= state.n) return state
  if (message.previous_n !== state.n) throw new GapError()
  const { order } = message.event.payload as Partial<OrderEvent>
  const { vehicle } = message.event.payload as Partial<VehicleEvent>
  const told = order ? withOrder(state, order) : state
  const vehicles = vehicle ? put(told.vehicles, vehicle, ({ id }) => id) : told.vehicles
  return { ...told, vehicles, n: message.n }
}

/** The state with an order as a server has just given it. */
export function withOrder(state: StationState, order: OrderView): StationState {
  const back = isTakenBack(order) && wasOpen(state, order.id) ? [order.id] : []
  return { ...state, orders: put(state.orders, wiped(order), ({ id }) => id), takenBack: [...state.takenBack, ...back] }
}

/** The state once somebody here has noticed that an order was taken back. */
export function withNoticed(state: StationState, id: string): StationState {
  return { ...state, takenBack: state.takenBack.filter((one) => one !== id) }
}

function wasOpen(state: StationState | null, id: string): boolean {
  const known = state?.orders.find((order) => order.id === id)
  return known !== undefined && !hasEnded(known)
}
