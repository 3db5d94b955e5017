"""A small log in which everything ends well; tests break one thing of it."""

from copy import deepcopy
from typing import Any
from uuid import UUID

from dispatch.contracts.events import StoredEvent

AT = "2026-11-22T06:00:00Z"
CALL: dict[str, Any] = {
    "id": "call-1",
    "number": "138******21",
    "state": "ended",
    "ended_by": "caller",
    "staff_number": "1031",
    "phone": "8002",
    "offered_at": AT,
    "answered_at": AT,
    "ended_at": AT,
}
INCIDENT: dict[str, Any] = {
    "id": "incident-1",
    "number": "20261122-0001",
    "state": "closed",
    "close_reason": "served",
    "closed_by": "1031",
    "closed_at": AT,
    "calls": ["call-1"],
    "merged_into": None,
}
ORDER: dict[str, Any] = {
    "id": "order-1",
    "number": "20261122-0001-1",
    "incident_id": "incident-1",
    "vehicle_id": "vehicle-1",
    "vehicle_name": "120C2",
    "state": "completed",
    "end_reason": None,
    "ended_at": AT,
    "acknowledged_by": "device:S03",
    "acknowledged_revision": 2,
    "revision": 2,
    "replaces": None,
}
VEHICLE: dict[str, Any] = {
    "id": "vehicle-1",
    "name": "120C2",
    "duty": "in_service",
    "duty_reason": None,
    "duty_since": AT,
}
TASK: dict[str, Any] = {
    "id": "task-1",
    "kind": "call_back",
    "call_id": "call-2",
    "number": "138******21",
    "state": "done",
    "disposition": "no_answer",
    "opened_at": AT,
    "done_by": "1031",
    "done_at": AT,
}
Facts = tuple[tuple[str, dict[str, Any]], ...]
GOOD: Facts = (
    ("call_ended", {"call": CALL}),
    ("call_ended", {"call": CALL | {"id": "call-2", "state": "abandoned", "answered_at": None}}),
    ("task_done", {"task": TASK}),
    ("incident_closed", {"incident": INCIDENT}),
    ("order_completed", {"order": ORDER}),
    ("vehicle_duty_changed", {"vehicle": VEHICLE}),
    ("site_changed", {"version": 2, "changed_by": "9001"}),
)


def told(*facts: tuple[str, dict[str, Any]]) -> list[StoredEvent]:
    """Make a log of facts."""
    return [_event(n, kind, deepcopy(payload)) for n, (kind, payload) in enumerate(facts, 1)]


def good_log(**broken: Any) -> list[StoredEvent]:
    """Make the log in which all ends well, with fields of one subject changed.

    good_log(order={"state": "sent"}) changes the order.
    """
    facts = deepcopy(GOOD)
    for name, changes in broken.items():
        shown = next(payload[name] for _, payload in facts if name in payload)
        shown.update(changes)
    return told(*facts)


def _event(n: int, kind: str, payload: dict[str, Any]) -> StoredEvent:
    return StoredEvent.model_validate(
        {
            "n": n,
            "epoch": "1",
            "id": UUID(int=n),
            "kind": kind,
            "version": 1,
            "actor": "staff:1031",
            "wire": "console",
            "happened_at": AT,
            "clock_offset_ms": None,
            "recorded_at": AT,
            "command_key": None,
            "payload": payload,
        }
    )
