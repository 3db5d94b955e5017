"""How events are read from their table, and the wire form of one row."""

import json
from collections.abc import Mapping
from typing import Any

from dispatch.contracts.events import StoredEvent
from dispatch.ports.event_log import LoggedEvent

_EVENTS = (
    "SELECT n, epoch, id, kind, version, audiences, subjects, payload, actor, wire,"
    " happened_at, clock_offset_ms, recorded_at, command_key FROM dispatch.event"
)
STAND = (
    "SELECT last, incarnation || '-' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS epoch,"
    " clock_timestamp() AS at FROM dispatch.event_head"
)
NEWER = _EVENTS + " WHERE n > %s ORDER BY n LIMIT %s"
NEWEST = _EVENTS + " ORDER BY n DESC LIMIT %s"
ON_STREAM_BEFORE = (
    "SELECT n FROM dispatch.event WHERE n < %s AND audiences && %s ORDER BY n DESC LIMIT 1"
)


def logged(row: Mapping[str, Any]) -> LoggedEvent:
    """Make the value of a row, its wire form included."""
    return LoggedEvent(
        n=row["n"],
        epoch=row["epoch"],
        kind=row["kind"],
        audiences=frozenset(row["audiences"]),
        subjects=frozenset(row["subjects"]),
        json=StoredEvent.model_validate(row).model_dump_json(),
    )


def payload_of(event: LoggedEvent) -> Mapping[str, Any]:
    """Give the payload of an event."""
    payload: Mapping[str, Any] = json.loads(event.json)["payload"]
    return payload
