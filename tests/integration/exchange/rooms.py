"""A caller and a seat that talk, and a room that a server makes of it; each says a tone."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import numpy as np

from dispatch.adapters.asterisk.ami_conference import AsteriskConference
from dispatch.adapters.clock import SystemClock
from dispatch.domain.conference import Member, Role, mix_name
from dispatch.domain.signal import CallAnswered, CallOffered
from dispatch.ports.conference_control import InviteOrder, RoomOrder
from dispatch.simulator.phone.g711 import Samples, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.hearing import WINDOW, level, tone
from tests.integration.exchange.running import Ear, RunningExchange, answer, listening, until

CALLER, SEAT, RECEIVER, OTHER = "caller", "seat", "receiver", "other"
PITCHES = {CALLER: 420, SEAT: 740, RECEIVER: 1180, OTHER: 1540}
Heard = Mapping[str, Mapping[str, float]]


@dataclass
class Room:
    """What a test does with a room."""

    exchange: RunningExchange
    ear: Ear
    control: AsteriskConference
    offered: CallOffered
    legs: dict[str, Leg]
    phones: dict[str, Phone]
    id: UUID = field(default_factory=uuid4)
    members: dict[str, UUID] = field(default_factory=dict)
    mix: str = ""

    @property
    def unique_id(self) -> str:
        return self.offered.call_unique_id

    async def open(self, *, held: bool) -> None:
        """Take the talk into the room."""
        self.mix = mix_name(self.id, "node1", SystemClock().now())
        self.members |= {CALLER: uuid4(), SEAT: uuid4()}
        names = self.members[SEAT], self.members[CALLER]
        order = RoomOrder(self.id, self.unique_id, *names, held=held, mix=self.mix)
        await self.control.open_room(order)

    async def invite_seat(self, name: str, seat: int) -> Leg:
        """Ring another seat; gives its ringing leg."""
        self.phones[name] = await self.exchange.seat(f"{8000 + seat}")
        return await self.invite_member(name, Member(uuid4(), Role.SEAT, seat=seat))

    async def invite_number(self, name: str, number: str, role: Role) -> Leg:
        """Ring a number outside."""
        self.phones.setdefault(name, self.exchange.gateway())
        return await self.invite_member(name, Member(uuid4(), role, number=number))

    async def invite_member(self, name: str, member: Member) -> Leg:
        """Ring a member at a phone of ours; gives its ringing leg."""
        self.members[name] = member.id
        await self.control.invite(InviteOrder(self.id, self.unique_id, member, self.mix))
        return await self.phones[name].next_call()

    async def comes(self, name: str, leg: Leg) -> None:
        """Answer, and say one's tone."""
        await answer(leg)
        leg.media.say(tone(PITCHES[name]), again=True)
        self.legs[name] = leg

    async def measure(self) -> Heard:
        """How loud each hears the others, by most of the next quarter seconds that all have heard.

        By most: where a busy machine loses a packet, a tone jumps within one of them.
        """
        alive = {name: leg for name, leg in self.legs.items() if leg.state is LegState.TALKING}
        begun = {name: len(leg.media.heard) for name, leg in alive.items()}
        await until(
            lambda: all(
                len(leg.media.heard) > begun[name] + 2 * WINDOW for name, leg in alive.items()
            )
        )
        return {
            name: {
                other: _usual_level(PITCHES[other], decode_alaw(leg.media.heard[-2 * WINDOW :]))
                for other in PITCHES
                if other in alive and other != name
            }
            for name, leg in alive.items()
        }


def _usual_level(pitch_hz: int, sound: Samples) -> float:
    quarters = range(0, len(sound), WINDOW // 2)
    return float(np.median([level(pitch_hz, sound[at : at + WINDOW // 2]) for at in quarters]))


@asynccontextmanager
async def talk_for_a_room(exchange: RunningExchange) -> AsyncIterator[Room]:
    """A talk of a caller with seat 1."""
    async with listening(exchange) as ear:
        phone = await exchange.seat("8001")
        caller = exchange.caller().call("120", Identity("13800138000"))
        caller.media.say(tone(PITCHES[CALLER]), again=True)
        leg = await phone.next_call()
        await answer(leg)
        leg.media.say(tone(PITCHES[SEAT]), again=True)
        await ear.wait_for(CallAnswered)
        offered = await ear.wait_for(CallOffered)
        legs, phones = {CALLER: caller, SEAT: leg}, {SEAT: phone}
        yield Room(exchange, ear, AsteriskConference(ear.link), offered, legs, phones)
