"""Incidents and calls to work with."""

from datetime import datetime
from typing import Any
from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.call_link import CallLink
from dispatch.domain.caller import CallerCard, EarlierCalls, LineKind, Subscriber
from dispatch.domain.incident import Incident, IncidentState
from dispatch.domain.place import Place, PlaceSource
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON

GATE = Wgs84(119.0, 25.43)


def place(text: str = "文献东路88号", point: Wgs84 | None = GATE) -> Place:
    return Place(text, point, PlaceSource.SUGGESTION)


def incident(number: int = 1, **fields: Any) -> Incident:
    """Make an incident; with a scene it is open."""
    state = IncidentState.OPEN if fields.get("scene") else IncidentState.RECEIVED
    given = {"state": state, "opened_at": NOON, "opened_by": "1027", **fields}
    return Incident(id=UUID(int=number), number=f"20251122-{number:04d}", **given)


def link(number: int, telephone: str | None = None, *, at: datetime = NOON) -> CallLink:
    return CallLink(UUID(int=100 + number), telephone, at, "1027")


def call(number: int, telephone: str | None = "13805276621", line: LineKind | None = None) -> Call:
    """Make an answered call, of a number in the directory where a kind of line is given."""
    row = None
    if line is not None:
        row = Subscriber(telephone or "", "某单位", "某处", None, line, "测试", NOON)
    return Call(
        id=UUID(int=100 + number),
        exchange="node1",
        unique_id=f"node1-1795310763.{number}",
        number=telephone,
        name=None,
        called_number="120",
        trunk="carrier",
        recording="r",
        caller=CallerCard(row, None, EarlierCalls(0, None)),
        state=CallState.TALKING,
        offered_at=NOON,
        answered_at=NOON,
        seat=1,
        staff_number="1027",
        phone="8001",
    )
