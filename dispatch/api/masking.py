"""Masks every field that its contract marks as personal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_args

from dispatch.api.context import Context
from dispatch.contracts.base import Personal, View
from dispatch.contracts.calls import CallView
from dispatch.contracts.events import PAYLOADS, StoredEvent
from dispatch.contracts.incidents import IncidentView
from dispatch.contracts.orders import OrderView
from dispatch.domain.people import Person
from dispatch.domain.privacy import (
    masked_address,
    masked_name,
    masked_number,
    masked_text,
    sees_in_full,
)

V = TypeVar("V", bound=View)

MASKS: Mapping[str, Callable[[str], str]] = {
    "number": masked_number,
    "name": masked_name,
    "address": masked_address,
    "free": masked_text,
}
HIDDEN = "point"


def seen_by(person: Person, call: CallView, context: Context) -> CallView:
    """Give a call as a person may see it now."""
    full = sees_in_full(person, ended_at=call.ended_at, now=context.clock.now())
    return call if full else masked(call)


def incident_seen_by(person: Person, incident: IncidentView, context: Context) -> IncidentView:
    """Give an incident as a person may see it now."""
    full = sees_in_full(person, ended_at=incident.closed_at, now=context.clock.now())
    return incident if full else masked(incident)


def order_seen_by(person: Person, order: OrderView, context: Context) -> OrderView:
    """Give an order as a person may see it now."""
    full = sees_in_full(person, ended_at=order.ended_at, now=context.clock.now())
    return order if full else masked(order)


def masked_event(event: StoredEvent) -> StoredEvent:
    """Give an event with every personal field masked; of an unknown kind only that it was."""
    shape = PAYLOADS.get(event.kind)
    if shape is None:
        return event.model_copy(update={"payload": {}})
    payload = masked(shape.model_validate(event.payload)).model_dump(mode="json")
    return event.model_copy(update={"payload": payload})


def masked(view: V) -> V:
    """Give a view with every personal field masked, however deep."""
    changed = {
        name: _masked_value(getattr(view, name), _personal(info.metadata, info.annotation))
        for name, info in type(view).model_fields.items()
    }
    return view.model_copy(update=changed)


def _masked_value(value: Any, personal: Personal | None) -> Any:  # noqa: ANN401 - any field
    if personal is not None and personal.kind == HIDDEN:
        return None
    if isinstance(value, View):
        return masked(value)
    if isinstance(value, tuple):
        return tuple(_masked_value(part, personal) for part in value)
    if personal is not None and isinstance(value, str):
        return MASKS[personal.kind](value)
    return value


def _personal(metadata: Iterable[object], annotation: object) -> Personal | None:
    """Find the mark on a field, or within an optional or repeated one."""
    for mark in metadata:
        if isinstance(mark, Personal):
            return mark
    for inner in get_args(annotation):
        if found := _personal(getattr(inner, "__metadata__", ()), inner):
            return found
    return None
