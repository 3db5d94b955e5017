import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { roomOfSeat, roomThatRings } from '../../shared/board/rooms.ts'
import type { Acts } from '../../shared/keys/keyboard.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { ConferenceView, InviteMember, MemberView } from '../../wire/contracts.gen.ts'
import { ConferenceWires } from '../../wire/conference_wires.ts'
import type { Caller } from '../caller.ts'

/** What the keys of the call window do of which CallActs is the rest. */
interface Hand {
  readonly talks: boolean
  attempt: (act: () => unknown) => Promise<void>
}

/** What the keys do outside a room. */
interface Otherwise {
  transfer: () => void
  hold: () => void
  /** Show whom to ask. */
  open: () => void
}

export interface Conferring {
  /** The room that this seat talks in. */
  room: ComputedRef<ConferenceView | null>
  /** The room that rings here. */
  rings: ComputedRef<ConferenceView | null>
  /** Whether who is asked next is told of the caller first, or comes straight in. */
  announcing: Ref<boolean>
  keys: (otherwise: Otherwise) => Acts
  ask: (whom: InviteMember) => Promise<void>
  admit: (member: string) => Promise<void>
  drop: (member: string) => Promise<void>
  mute: (member: string, muted: boolean) => Promise<void>
}

/** Announced transfer, three-way talk and conference of this seat. */
export function useConference(work: Workplace, caller: Readonly<Ref<Caller | null>>, hand: Hand): Conferring {
  const wires = new ConferenceWires(work.centre.api)
  const board = work.board.state
  const room = computed(() => board.value && roomOfSeat(board.value, work.seat.value ?? 0))
  const rings = computed(() => board.value && roomThatRings(board.value, work.seat.value ?? 0))
  const announcing = ref(false)

  const within = (act: (id: string) => Promise<unknown>): Promise<void> =>
    hand.attempt(async () => { if (room.value) await act(room.value.id) })

  function lead(act: (id: string) => Promise<unknown>): void {
    if (room.value && leads(room.value, work.seat.value ?? 0)) void within(act)
    else work.notes.say(t('room.not_leading'))
  }

  function choose(announce: boolean, open: () => void): void {
    announcing.value = announce
    if (hand.talks && caller.value?.call?.direction !== 'out') open()
    else work.notes.say(t('call.not_talking'))
  }

  return {
    room, rings, announcing,
    keys: (otherwise) => roomKeys(work, room, wires, { within, lead, choose, ...otherwise }),
    ask: (whom) => hand.attempt(async () => {
      const call = caller.value?.call
      if (room.value === null && caller.value?.state === 'held') work.phone.value?.retrieve()
      if (room.value) await wires.invite(room.value.id, whom)
      else if (call) await wires.open(call.id, whom, announcing.value)
    }),
    admit: (member) => within((id) => wires.admit(id, member)),
    drop: (member) => within((id) => wires.drop(id, member)),
    mute: (member, muted) => within((id) => wires.mute(id, member, muted)),
  }
}

interface Ways extends Otherwise {
  within: (act: (id: string) => Promise<unknown>) => Promise<void>
  lead: (act: (id: string) => Promise<unknown>) => void
  choose: (announce: boolean, open: () => void) => void
}

function roomKeys(work: Workplace, room: ComputedRef<ConferenceView | null>, wires: ConferenceWires, ways: Ways): Acts {
  const { within, lead, choose, transfer, hold, open } = ways
  return {
    transfer: () => { if (consults(room.value)) lead(wires.complete); else transfer() },
    hold: () => {
      if (consults(room.value)) lead(wires.takeBack)
      else if (room.value) work.notes.say(t('room.no_hold'))
      else hold()
    },
    announce: () => { if (room.value) work.notes.say(t('room.no_announce')); else choose(true, open) },
    conference: () => { if (consults(room.value)) void within(wires.join); else choose(false, open) },
    dialIn: () => { void within(wires.letDialIn) },
    admit: () => {
      const first = room.value && knocking(room.value)[0]
      if (first) void within((id) => wires.admit(id, first.id))
      else work.notes.say(t('room.nobody_knocks'))
    },
    endRoom: () => { void within(wires.end) },
  }
}

/** The caller waits outside while the seat talks to whom it asked. */
export function consults(room: ConferenceView | null): boolean {
  return room?.state === 'consulting'
}

/** Who dialled in and waits to be let in, longest first. */
export function knocking(room: ConferenceView): MemberView[] {
  return room.members.filter(({ role, state }) => role === 'outside' && state === 'held')
}

/** The seat that asked the others in; whoever is there when it is gone. */
export function leads(room: ConferenceView, own: number): boolean {
  const opener = room.members.find(({ role }) => role === 'opener')
  return opener?.seat === own || opener?.state === 'gone'
}

/** Who opened a room, as the seat that it rings is told. */
export function askedBy(room: ConferenceView): number | null {
  return room.members.find(({ role }) => role === 'opener')?.seat ?? null
}
