"""Makes and works rooms: the port ConferenceControl over a link's acting connection.

A leg is found by its own variable MEMBER, so that either server can act on it.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from dispatch.adapters.asterisk.ami_control import NORMAL_CLEARING
from dispatch.adapters.asterisk.ami_fields import Fields, usable_number
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.asterisk.ami_memory import AsteriskMemory
from dispatch.adapters.asterisk.dialplan.conference_conf import (
    COME,
    DIAL,
    HELD_CALLER,
    HOLD_CALLER,
    JOIN,
    MEMBER,
    OPENER,
    OUTSIDE,
    RINGS_FOR_S,
    SEAT,
)
from dispatch.adapters.asterisk.dialplan.dial_in_conf import BETWEEN, DOORS, WAITS
from dispatch.adapters.asterisk.dialplan.plan import FIRST_SEAT_PHONE
from dispatch.domain.conference import Member, Role
from dispatch.domain.dial_in import LASTS
from dispatch.domain.exchange_lists import Difference
from dispatch.ports.call_control import ExchangeRefused
from dispatch.ports.conference_control import DoorOrder, InviteOrder, RoomOrder

VARIABLES = "MEMBER,CONFERENCE,CALLER_SPEAKS"
# Longer than all trunks one after the other may ring: the dialplan ends it, never this.
DIALS_FOR_MS = 1000 * RINGS_FOR_S * 10


class AsteriskConference:
    """Orders to one exchange; each is tried once."""

    def __init__(self, link: AsteriskLink) -> None:
        self._link = link

    async def open_room(self, order: RoomOrder) -> None:
        """Take both sides of a talk out of it."""
        caller, leg = _find_talk(await self._channels(), order.call_unique_id)
        room = {"CONFERENCE": str(order.conference_id)}
        await self._name(caller, room | {"MEMBER": str(order.caller), "ENDING": ""})
        opener = {"MEMBER": str(order.opener), "ROLE": OPENER, "MIX": order.mix}
        await self._name(leg, room | opener | _of_caller(caller))
        await self._order(
            "Redirect",
            Channel=caller["Channel"],
            Context=HELD_CALLER,
            Exten=HOLD_CALLER if order.held else JOIN,
            Priority="1",
            ExtraChannel=leg["Channel"],
            ExtraContext=MEMBER,
            ExtraExten=COME,
            ExtraPriority="1",
        )

    async def invite(self, order: InviteOrder) -> None:
        """Ring somebody through a channel that is gone once he answered."""
        channels = await self._channels()
        caller = _find(channels, "Uniqueid", order.call_unique_id) if order.call_unique_id else {}
        if caller is None or _legs_of(channels, order.member.id):
            raise ExchangeRefused(exchange=self._link.exchange, action="Originate")
        given = {
            "CONFERENCE": str(order.conference_id),
            "MEMBER": str(order.member.id),
            "ROLE": order.member.role.value,
            "MIX": order.mix,
            "TARGET": _target(order.member),
            **(_of_caller(caller) | _shown_of(caller) if caller else {}),
        }
        if caller:
            await self._name(caller, {"SHARED(RINGS)": "1"})
        await self._order(
            "Originate",
            Channel=f"Local/{OUTSIDE if order.member.seat is None else SEAT}@{DIAL}/n",
            Application="Wait",
            Data=str(RINGS_FOR_S),
            Timeout=str(DIALS_FOR_MS),
            Variable=",".join(f"__{name}={value}" for name, value in given.items()),
            Async="true",
        )

    async def open_door(self, order: DoorOrder) -> None:
        """Write the door to the exchange's memory; those that are void go out of it."""
        caller = _find(await self._channels(), "Uniqueid", order.call_unique_id)
        if caller is None:
            raise ExchangeRefused(exchange=self._link.exchange, action="DBPut")
        memory, void_s = AsteriskMemory(self._link), int((order.dial_in.until - LASTS).timestamp())
        doors = (await memory.read_family(DOORS)).items()
        void = tuple((DOORS, code) for code, door in doors if _until_s(door) <= void_s)
        former = () if order.instead_of is None else ((DOORS, order.instead_of),)
        until = str(int(order.dial_in.until.timestamp()))
        door = BETWEEN.join(
            (str(order.conference_id), until, caller["Uniqueid"], caller["Channel"])
        )
        await memory.change(Difference(((DOORS, order.dial_in.code, door),), (*void, *former)))

    async def admit(self, order: InviteOrder) -> None:
        """Lead in somebody who waits; whose way is another already is left alone."""
        leg = next(iter(_legs_of(await self._channels(), order.member.id)), None)
        if leg is None or leg.get("Context") != WAITS:
            raise ExchangeRefused(exchange=self._link.exchange, action="Redirect")
        await self._name(leg, {"MIX": order.mix})
        await self._order(
            "Redirect", Channel=leg["Channel"], Context=MEMBER, Exten=COME, Priority="1"
        )

    async def bring_in_caller(self, call_unique_id: str) -> None:
        """Let a caller who is held come into the room."""
        caller = _find(await self._channels(), "Uniqueid", call_unique_id)
        if caller is None or caller.get("Context") != HELD_CALLER:
            raise ExchangeRefused(exchange=self._link.exchange, action="Redirect")
        if caller.get("BridgeID"):
            return
        channel = caller["Channel"]
        await self._order(
            "Redirect", Channel=channel, Context=HELD_CALLER, Exten=JOIN, Priority="1"
        )

    async def drop(self, member_id: UUID) -> None:
        """Take a leg out of the room, or stop ringing it."""
        for leg in _legs_of(await self._channels(), member_id):
            await self._link.acting().ask("Hangup", Channel=leg["Channel"], Cause=NORMAL_CLEARING)

    async def mute(self, conference_id: UUID, member_id: UUID, *, muted: bool) -> None:
        """Let nobody hear a member, or let everybody hear him again."""
        leg = next(iter(_legs_of(await self._channels(), member_id)), None)
        if leg is None:
            raise ExchangeRefused(exchange=self._link.exchange, action="ConfbridgeMute")
        await self._order(
            "ConfbridgeMute" if muted else "ConfbridgeUnmute",
            Conference=str(conference_id),
            Channel=leg["Channel"],
        )

    async def end(self, conference_id: UUID, call_unique_id: str | None) -> None:
        """End it for everybody: a caller is told first that it is on purpose."""
        channels = await self._channels()
        caller = _find(channels, "Uniqueid", call_unique_id) if call_unique_id else None
        if caller is not None:
            await self._name(caller, {"ENDING": "1"})
        wanted = f"CONFERENCE={conference_id}"
        for leg in (one for one in channels if wanted in _variables(one)):
            if leg is not caller:
                await self._link.acting().ask(
                    "Hangup", Channel=leg["Channel"], Cause=NORMAL_CLEARING
                )

    async def _name(self, channel: Fields, variables: Mapping[str, str]) -> None:
        for name, value in variables.items():
            await self._order("Setvar", Channel=channel["Channel"], Variable=name, Value=value)

    async def _channels(self) -> Sequence[Fields]:
        return await self._link.acting().ask_list("Status", Variables=VARIABLES)

    async def _order(self, action: str, **fields: str) -> None:
        answer = await self._link.acting().ask(action, **fields)
        if answer.get("Response") != "Success":
            raise ExchangeRefused(exchange=self._link.exchange, action=action)


def _find_talk(channels: Sequence[Fields], unique_id: str) -> tuple[Fields, Fields]:
    """Find the caller's channel and the leg of the seat that shares his bridge."""
    caller = _find(channels, "Uniqueid", unique_id)
    bridge = caller.get("BridgeID") if caller else None
    others = (one for one in channels if bridge and one.get("BridgeID") == bridge)
    leg = next((one for one in others if one is not caller), None)
    if caller is None or leg is None or caller.get("Context") == HELD_CALLER:
        raise ExchangeRefused(action="Redirect")
    return caller, leg


def _find(channels: Sequence[Fields], key: str, value: str | None) -> Fields | None:
    return next((one for one in channels if one.get(key) == value), None)


def _legs_of(channels: Sequence[Fields], member_id: UUID) -> Sequence[Fields]:
    return [one for one in channels if f"MEMBER={member_id}" in _variables(one)]


def _until_s(door: str) -> int:
    """Read until when a door is open; what cannot be read is void."""
    parts = door.split(BETWEEN)
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


def _of_caller(caller: Fields) -> dict[str, str]:
    return {"CALLER": caller["Channel"], "CALLER_ID": caller["Uniqueid"]}


def _shown_of(caller: Fields) -> dict[str, str]:
    """Name the law that he speaks, and the number that a seat's phone shows."""
    number = usable_number(caller.get("CallerIDNum", "")) or ""
    return {"CALLER_SPEAKS": _speaks(caller), "NUMBER": number}


def _speaks(caller: Fields) -> str:
    named = (one.partition("=") for one in _variables(caller))
    return next((value for name, _, value in named if name == "CALLER_SPEAKS"), "")


def _variables(channel: Fields) -> Iterator[str]:
    return iter(channel.get("Variable", "").split("\n"))


def _target(member: Member) -> str:
    return member.number if member.role is Role.OUTSIDE or member.seat is None else _phone(member)


def _phone(member: Member) -> str:
    return str(FIRST_SEAT_PHONE + (member.seat or 0))
