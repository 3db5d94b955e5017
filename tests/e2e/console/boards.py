"""Boards as a server would give them, built by hand."""

from typing import Any

from tests.e2e.console.scripted_centre import EPOCH, ago

Json = dict[str, Any]

CALL_TAKER_RIGHTS = [
    "view_board", "take_calls", "work_tasks", "view_calls", "look_up_subscriber",
    "view_key_patient", "view_site",
]  # fmt: skip


def uuid(number: int) -> str:
    """A version 7 id."""
    return f"01932f00-0000-7000-8000-{number:012}"


def subscriber(number: str, owner: str, address: str, line_kind: str = "personal") -> Json:
    """A row of the three-field table."""
    return {
        "number": number,
        "owner": owner,
        "address": address,
        "point": {"lon": 118.3, "lat": 33.95},
        "line_kind": line_kind,
        "source": "机主资料-2026-11.csv",
        "as_of": "2026-11-01T00:00:00+08:00",
        "proposes_address": line_kind == "personal",
    }


def call(which: int, **given: Any) -> Json:
    """A call that waits, unless told otherwise."""
    card = {
        "subscriber": given.pop("subscriber", None),
        "key_patient": given.pop("key_patient", None),
        "earlier_calls": {"count": given.pop("earlier", 0), "latest_at": None},
    }
    empty = (
        "name", "overflow_target", "answered_at", "seat", "staff_number", "phone", "held_at",
        "requeued_at", "overdue_at", "ended_at", "ended_by", "end_cause",
    )  # fmt: skip
    return {
        "id": uuid(which),
        "exchange": "node1",
        "number": "13805276621",
        "called_number": "120",
        "trunk": "trunk1",
        "recording": f"20261122-014501-node1-1795310763.{which}",
        "caller": card,
        "state": "queued",
        "offered_at": ago(5),
        "position": 1,
        "ringing_seats": [],
        **dict.fromkeys(empty),
        **given,
    }


def seat(number: int, **given: Any) -> Json:
    """A free seat with a phone in the page."""
    return {
        "number": number,
        "kind": "soft",
        "state": "signed_off",
        "since": ago(400),
        "busy_reason": None,
        "staff_number": None,
        "staff_name": None,
        "phone_reachable": True,
        "call_id": None,
        **given,
    }


def task(which: int, **given: Any) -> Json:
    """A call-back that nobody works on."""
    return {
        "id": uuid(which),
        "kind": "call_back",
        "reason": "abandoned",
        "call_id": uuid(which + 500),
        "number": "15152741188",
        "state": "open",
        "opened_at": ago(95),
        "claimed_by": None,
        "claimed_at": None,
        "done_by": None,
        "done_at": None,
        "disposition": None,
        **given,
    }


def parts(**states: tuple[str, str]) -> list[Json]:
    """Lamps, all well unless told otherwise by name with _ for the colon."""
    names = ("exchange:node1", "recorder:node1", "database", "server:server-1", "server:server-2")
    well = ("well", None)
    return [
        {
            "name": name,
            "observer": "server-1",
            "state": states.get(name.replace(":", "_").replace("-", "_"), well)[0],
            "since": ago(600),
            "code": states.get(name.replace(":", "_").replace("-", "_"), well)[1],
        }
        for name in names
    ]


def board(**given: Any) -> Json:
    """An idle centre with a call-taker at seat 3."""
    mine = seat(3, state="ready", staff_number="1027", staff_name="李敏")
    return {
        "epoch": EPOCH,
        "last": 40,
        "server": "server-1",
        "audiences": ["desks"],
        "you": {
            "staff_number": "1027",
            "name": "李敏",
            "roles": ["call_taker"],
            "rights": CALL_TAKER_RIGHTS,
            "seat": 3,
        },
        "calls": [],
        "seats": [seat(1), seat(2), mine, seat(4, kind="desk")],
        "tasks": [],
        "parts": parts(),
        "servers": [
            {"name": "server-1", "url": "http://127.0.0.1:8120"},
            {"name": "server-2", "url": "http://127.0.0.2:8120"},
        ],
        "answer_overdue_after_s": 10,
        "talk_dispositions": ["incident", "repeat", "chase", "advice"],
        "call_back_reasons": ["reached", "no_answer", "called_again", "number_unusable"],
        **given,
    }
