"""The routes of rooms: an order goes to the exchange once, and its refusal leaves nobody in one."""

from dataclasses import dataclass, field, replace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from dispatch.api.context import Context
from dispatch.domain.call import Call, CallState
from dispatch.domain.conference_signal import MemberCame, MemberKnocks
from dispatch.domain.people import Role
from dispatch.ports.call_control import ExchangeRefused
from dispatch.ports.commands import Json
from dispatch.ports.conference_control import DoorOrder, InviteOrder, RoomOrder
from dispatch.ports.transaction import Transaction
from dispatch.services.conferences.bring_member import bring_member
from dispatch.services.conferences.knock import knock
from dispatch.services.seats.note_phone import note_phone
from tests.integration.directory.conftest import STAFF, Centre

TAKER, LEADER = STAFF[Role.CALL_TAKER], STAFF[Role.SHIFT_LEADER]
ASKED = {"seat": 2, "announce": True}
DIAL_IN = "052784388199"


@dataclass
class Rooms:
    """An exchange that takes every order, or refuses some."""

    orders: list[str] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()
    doors: list[DoorOrder] = field(default_factory=list)

    def take(self, order: str) -> None:
        self.orders.append(order)
        if order in self.refuses:
            raise ExchangeRefused

    async def open_room(self, order: RoomOrder) -> None:
        self.take("open held" if order.held else "open")

    async def invite(self, order: InviteOrder) -> None:
        self.take(f"invite {order.member.seat or order.member.number}")

    async def open_door(self, order: DoorOrder) -> None:
        self.take("open door")
        self.doors.append(order)

    async def admit(self, order: InviteOrder) -> None:
        self.take(f"admit {order.member.number}")

    async def bring_in_caller(self, call_unique_id: str) -> None:
        self.take("bring in")

    async def drop(self, member_id: UUID) -> None:
        self.take("drop")

    async def mute(self, conference_id: UUID, member_id: UUID, *, muted: bool) -> None:
        self.take(f"mute {muted}")

    async def end(self, conference_id: UUID, call_unique_id: str | None) -> None:
        self.take("end")


async def talk(centre: Centre, *, refuses: frozenset[str] = frozenset()) -> tuple[Rooms, Call]:
    """Let the call-taker talk at seat 1; seat 2 is free."""
    rooms = Rooms(refuses=refuses)
    context: Context = centre.app.state.context
    cast("dict[str, object]", context.conferences)["node1"] = rooms
    call = await centre.offer_call("13805276621")
    fields = {"state": CallState.TALKING, "seat": 1, "staff_number": TAKER, "phone": "8001"}
    await centre.change_call(call, **fields)

    async def sit(tx: Transaction) -> Json:
        for number, staff in ((1, TAKER), (2, LEADER)):
            seat = (await tx.seats.get(number)).signed_on(staff, "某", tx.now).ready(tx.now)
            await tx.seats.save(seat.answered(call.id, tx.now) if number == 1 else seat)
            await note_phone(number, exchange="node1", reachable=True, tx=tx)
        return None

    await centre.run(sit)
    return rooms, call


async def came(centre: Centre, room: dict[str, Any], *members: int) -> None:
    """Let the exchange tell who came."""

    async def run(tx: Transaction) -> Json:
        for place in members:
            signal = MemberCame(
                exchange="node1",
                call_unique_id="u",
                happened_at=tx.now,
                conference_id=UUID(room["id"]),
                member_id=UUID(room["members"][place]["id"]),
                recording=None,
            )
            await bring_member(signal, tx)
        return None

    await centre.run(run)


@pytest.mark.mission("A18", "B14")
async def test_a_repeated_order_is_given_to_the_exchange_once(centre: Centre):
    rooms, call = await talk(centre)
    page, key = centre.by(Role.CALL_TAKER), uuid4()
    first = await page.act("POST", f"/calls/{call.id}/conference", ASKED, key)
    again = await page.act("POST", f"/calls/{call.id}/conference", ASKED, key)
    assert (first.status_code, again.json()) == (200, first.json())
    assert rooms.orders == ["open held", "invite 2"]
    board = (await page.get("/board")).json()
    assert [one["state"] for one in board["conferences"]] == ["consulting"]


@pytest.mark.parametrize("refused", ["open held", "invite 2"])
async def test_a_refusal_of_the_exchange_leaves_nobody_asked(centre: Centre, refused: str):
    rooms, call = await talk(centre, refuses=frozenset({refused}))
    page = centre.by(Role.CALL_TAKER)
    answer = await page.act("POST", f"/calls/{call.id}/conference", ASKED)
    assert answer.json()["code"] == "exchange_refused"
    (room,) = (await page.get("/board")).json()["conferences"] or [{"members": []}]
    assert [one["seat"] for one in room["members"] if one["state"] != "gone"] in ([], [1, None])
    assert rooms.orders[-1] == ("bring in" if refused == "invite 2" else "open held")


async def test_the_verbs_of_a_room_are_for_a_seat_that_is_in_it(centre: Centre):
    rooms, call = await talk(centre)
    page, other = centre.by(Role.CALL_TAKER), centre.by(Role.SHIFT_LEADER)
    room = (await page.act("POST", f"/calls/{call.id}/conference", ASKED)).json()
    await came(centre, room, 0)
    path = f"/conferences/{room['id']}"
    assert (await other.act("POST", f"{path}/join")).json()["code"] == "conference_not_yours"
    assert (await page.act("POST", f"{path}/complete")).json()["code"] == "illegal_move"
    await came(centre, room, 2)
    asked = room["members"][2]["id"]
    for act, body in (
        ("join", None),
        (f"members/{asked}/mute", {"muted": True}),
        ("members", {"number": "119", "name": "119 消防"}),
        ("take-back", None),
        ("complete", None),
        ("end", None),
    ):
        answer = await page.act("POST", f"{path}/{act}", body)
        assert answer.status_code == 200, answer.json()
    assert rooms.orders[2:] == [
        "bring in",
        "mute True",
        "invite 119",
        *("bring in", "drop", "drop"),
        *("bring in", "drop"),
        "end",
    ]


async def test_a_caller_is_not_dropped_and_our_own_number_not_asked(centre: Centre):
    _, call = await talk(centre)
    page = centre.by(Role.CALL_TAKER)
    room = (await page.act("POST", f"/calls/{call.id}/conference", ASKED)).json()
    await came(centre, room, 0)
    path = f"/conferences/{room['id']}/members"
    refused = await page.act("POST", f"{path}/{room['members'][1]['id']}/drop")
    assert refused.json()["code"] == "illegal_move"
    assert (await page.act("POST", path, {"number": "120"})).json()["code"] == "number_is_ours"
    assert (await page.act("POST", path, {})).json()["code"] == "nobody_invited"


async def dial_in(centre: Centre) -> Any:
    """Ask for a code in the only room."""
    page = centre.by(Role.CALL_TAKER)
    (room,) = (await page.get("/board")).json()["conferences"]
    return await page.act("POST", f"/conferences/{room['id']}/dial-in")


async def in_a_room(centre: Centre, refuses: frozenset[str]) -> tuple[Rooms, dict[str, Any]]:
    """Let the call-taker be in a room of a centre where people may dial in."""

    async def set_number(tx: Transaction) -> Json:
        site = await tx.site.current()
        await tx.site.add(replace(site, version=site.version + 1, dial_in_number=DIAL_IN))
        return None

    await centre.run(set_number)
    rooms, call = await talk(centre, refuses=refuses)
    asked = {"number": "110", "announce": False}
    page = centre.by(Role.CALL_TAKER)
    room = (await page.act("POST", f"/calls/{call.id}/conference", asked)).json()
    await came(centre, room, 0, 1)
    return rooms, room


@pytest.mark.mission("B21", "B48")
async def test_a_code_is_given_to_the_exchange_and_who_knocks_is_let_in(centre: Centre):
    rooms, room = await in_a_room(centre, frozenset())
    first = (await dial_in(centre)).json()["dial_in"]
    second = (await dial_in(centre)).json()["dial_in"]
    assert [one.dial_in.code for one in rooms.doors] == [first["code"], second["code"]]
    assert [one.instead_of for one in rooms.doors] == [None, first["code"]]
    guest = uuid4()

    async def knocks(tx: Transaction) -> Json:
        await knock(
            MemberKnocks(
                exchange="node1",
                call_unique_id="u",
                happened_at=tx.now,
                conference_id=UUID(room["id"]),
                member_id=guest,
                number="13901112222",
            ),
            tx,
        )
        return None

    await centre.run(knocks)
    page, path = centre.by(Role.CALL_TAKER), f"/conferences/{room['id']}/members"
    refused = await page.act("POST", f"{path}/{room['members'][2]['id']}/admit")
    assert refused.json()["code"] == "illegal_move"
    assert (await page.act("POST", f"{path}/{guest}/admit")).status_code == 200
    assert rooms.orders[-1] == "admit 13901112222"


async def test_a_code_that_the_exchange_did_not_take_is_on_no_card(centre: Centre):
    await in_a_room(centre, frozenset({"open door"}))
    assert (await dial_in(centre)).json()["code"] == "exchange_refused"
    (room,) = (await centre.by(Role.CALL_TAKER).get("/board")).json()["conferences"]
    assert room["dial_in"] is None
