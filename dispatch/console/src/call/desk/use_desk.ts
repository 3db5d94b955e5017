import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Acts } from '../../shared/keys/keyboard.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { CallView, GroupCallView, LinePlan, OrderView, SeatMessageView, SendSeatMessage, SkillPlan } from '../../wire/contracts.gen.ts'
import { DeskWires } from '../../wire/desk_wires.ts'
import type { Caller } from '../caller.ts'
import type { LineAct } from './lines.ts'
import { numberOfStation, orderToCall } from './station_call.ts'
import { useTerminals, type Terminals } from './use_terminals.ts'

export type DeskAside = 'lines' | 'tones' | 'write' | 'send_on'

/** How long a message that is not urgent, and what came of a group call, stay on the screen. */
const SHOWN_MS = 60_000

interface Hand {
  readonly talks: boolean
  attempt: (act: () => unknown) => Promise<void>
}

/** What a seat does beyond its own talk: lines, group calls, parked callers, keys, messages. */
export interface Desk {
  keys: (open: (which: DeskAside) => void, incident: () => string | null) => Acts
  lines: ShallowRef<readonly LinePlan[]>
  /** What a caller may be sent on for, in the order of its keys. */
  skills: ComputedRef<readonly SkillPlan[]>
  parked: ComputedRef<readonly CallView[]>
  group: ComputedRef<GroupCallView | null>
  messages: ComputedRef<readonly SeatMessageView[]>
  /** What was pressed in this talk. */
  pressed: Ref<string>
  callLine: (act: LineAct) => Promise<void>
  /** Telephone the station of an order. */
  callStation: (order: OrderView) => Promise<void>
  pickUp: (id: string) => Promise<void>
  sendOn: (skill: string) => Promise<void>
  endGroup: () => Promise<void>
  tone: (digit: string) => Promise<void>
  write: (message: SendSeatMessage) => Promise<void>
  acknowledge: (id: string) => Promise<void>
  /** Texts to vehicles. */
  terminals: Terminals
}

type Dial = (number: string, incident: string | null) => Promise<void>

/** Put it together; dial rings a number from this seat. */
export function useDesk(work: Workplace, caller: Readonly<Ref<Caller | null>>, hand: Hand, dial: Dial): Desk {
  const wires = new DeskWires(work.centre.api)
  const lines = shallowRef<readonly LinePlan[]>([])
  const pressed = ref('')
  const seen = useSeen(work)
  onMounted(() => { void wires.lines().then((told) => { lines.value = told.lines }, () => undefined) })
  const callStation = async (order: OrderView): Promise<void> => {
    const number = work.board.state.value && numberOfStation(work.board.state.value, lines.value, order.station_id)
    if (number) await dial(number, order.incident_id)
    else work.notes.say(t('station_call.no_number'))
  }
  const acts = deskActs(work, caller, hand, wires, pressed, seen)

  const terminals = useTerminals(work, (act) => hand.attempt(act))

  return {
    callStation, terminals,
    keys: (open, incident) => ({
      callStation: () => {
        const order = work.board.state.value && orderToCall(work.board.state.value, incident())
        if (order) void callStation(order)
        else work.notes.say(t('station_call.no_order'))
      },
      park: () => { void acts.park() },
      pickUpCall: () => { void acts.pickUpNext() },
      lines: () => { open('lines') },
      sendOn: () => { if (hand.talks) open('send_on') },
      tones: () => { pressed.value = ''; if (hand.talks) open('tones') },
      write: () => { terminals.look(); open('write') },
      readMessage: () => { void acts.readNext() },
    }),
    lines, pressed, ...seen, ...acts,
    callLine: async (act) => {
      if ('call' in act) await dial(act.call, null)
      else if (hand.talks) work.notes.say(t('call.already_talking'))
      else await hand.attempt(() => wires.beginGroup(act.group))
    },
    write: (message) => hand.attempt(() => wires.write(message)),
  }
}

type Seen = Pick<Desk, 'parked' | 'group' | 'messages' | 'skills'>

/** What the board tells of it. */
function useSeen(work: Workplace): Seen {
  const board = computed(() => work.board.state.value)
  const fresh = (at: string): boolean => work.clock.now.value - Date.parse(at) < SHOWN_MS
  return {
    skills: computed(() => board.value?.lists.skills ?? []),
    parked: computed(() => (board.value?.calls ?? [])
      .filter(({ state }) => state === 'parked').sort((a, b) => ((a.parked_at ?? '') < (b.parked_at ?? '') ? -1 : 1))),
    group: computed(() => (board.value?.groupCalls ?? [])
      .filter(({ seat, ended_at }) => seat === work.seat.value && (ended_at === null || fresh(ended_at))).at(-1) ?? null),
    messages: computed(() => (board.value?.messages ?? []).filter((one) => isShown(one, work.you.value?.staff_number ?? '', fresh(one.sent_at)))),
  }
}

/** What the keys and buttons do; every refusal is said in the bar. */
function deskActs(work: Workplace, caller: Readonly<Ref<Caller | null>>, hand: Hand, wires: DeskWires, pressed: Ref<string>, seen: Seen) {
  const pickUp = (id: string): Promise<void> => hand.attempt(() => wires.pickUp(id))
  const acknowledge = (id: string): Promise<void> => hand.attempt(() => wires.acknowledge(id))
  return {
    pickUp, acknowledge,
    park: async (): Promise<void> => {
      const call = caller.value?.call
      if (call && hand.talks) await hand.attempt(() => wires.park(call.id))
      else work.notes.say(t('call.not_talking'))
    },
    /** Give whoever talks here to one who speaks it. */
    sendOn: async (skill: string): Promise<void> => {
      const call = caller.value?.call
      if (call && hand.talks) await hand.attempt(() => wires.sendOn(call.id, skill))
      else work.notes.say(t('call.not_talking'))
    },
    /** Who waits longest of those parked; with none, a call that rings at another seat. */
    pickUpNext: async (): Promise<void> => {
      const next = seen.parked.value[0] ?? ringsElsewhere(work.board.state.value?.calls ?? [], work.seat.value)
      if (next) await pickUp(next.id)
      else work.notes.say(t('park.nobody'))
    },
    readNext: async (): Promise<void> => {
      const first = seen.messages.value.find((one) => one.staff_number !== work.you.value?.staff_number)
      if (first) await acknowledge(first.id)
    },
    endGroup: async (): Promise<void> => {
      const running = seen.group.value
      if (running) await hand.attempt(() => wires.endGroup(running.id))
    },
    tone: async (digit: string): Promise<void> => {
      const call = caller.value?.call
      if (!call) return
      pressed.value += digit
      await hand.attempt(() => wires.tones(call.id, digit))
    },
  }
}

function ringsElsewhere(calls: readonly CallView[], seat: number | null): CallView | undefined {
  return calls.find((call) => call.state === 'ringing' && call.direction !== 'out' && !call.ringing_seats.includes(seat ?? 0))
}

/** What waits for me; my own until everybody has read it. */
function isShown(message: SeatMessageView, own: string, fresh: boolean): boolean {
  const read = message.receipts.map(({ staff_number }) => staff_number)
  if (message.staff_number === own) return fresh
  return message.recipients.includes(own) && !read.includes(own) && (message.urgent || fresh)
}
