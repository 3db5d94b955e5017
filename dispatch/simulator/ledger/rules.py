"""When something has ended as it should: one rule a subject."""

from collections.abc import Iterable, Iterator

from dispatch.contracts.events import StoredEvent
from dispatch.simulator.ledger.chronicle import Chronicle, Known
from dispatch.simulator.ledger.line import Fault, Line, Subject

CALL_ENDS = frozenset({"ended", "abandoned"})
INCIDENT_ENDS = frozenset({"closed", "merged"})
ORDER_ENDS = frozenset(
    {"completed", "refused", "cancelled", "reassigned", "empty_return", "expired"}
)
DRIVEN = frozenset({"completed", "empty_return"})
WITHHELD = "withheld"


def call_line(call: Known, all_: Chronicle) -> Line:
    """A call ends; who spoke has an incident, whom nobody heard is called back."""
    shown = call.shown
    how = shown["state"] + (f" by {shown['ended_by']}" if shown["ended_by"] else "")
    who = shown["staff_number"] or shown["phone"] or "nobody"
    name = f"{shown['number'] or WITHHELD} {shown['offered_at'][11:19]}"
    return Line(Subject.CALL, name, how, who, shown["ended_at"], _call_fault(call, all_))


def _call_fault(call: Known, all_: Chronicle) -> Fault | None:
    shown = call.shown
    if shown["state"] not in CALL_ENDS:
        return Fault.NOT_ENDED
    lost = shown["state"] == "abandoned" or shown["ended_by"] == "exchange_lost"
    if lost and all(task.shown["call_id"] != shown["id"] for task in all_.tasks.values()):
        return Fault.NO_CALL_BACK
    named = any(shown["id"] in one.shown["calls"] for one in all_.incidents.values())
    return Fault.NO_INCIDENT if shown["answered_at"] and not named else None


def incident_line(incident: Known, all_: Chronicle) -> Line:
    """An incident is closed for a reason or merged; a served one has a vehicle that drove."""
    shown = incident.shown
    how = " ".join(filter(None, (shown["state"], shown["close_reason"])))
    calls = len(shown["calls"])
    name = f"{shown['number']} ({calls} {'call' if calls == 1 else 'calls'})"
    who, at = shown["closed_by"] or incident.actor, shown["closed_at"]
    return Line(Subject.INCIDENT, name, how, who, at, _incident_fault(incident, all_))


def _incident_fault(incident: Known, all_: Chronicle) -> Fault | None:
    shown = incident.shown
    if shown["state"] not in INCIDENT_ENDS:
        return Fault.NOT_ENDED
    if shown["state"] == "merged":
        known = shown["merged_into"] in all_.incidents
        return None if known else Fault.MERGED_INTO_NOTHING
    runs = all_.orders_of("incident_id", shown["id"])
    driven = any(run.shown["state"] in DRIVEN for run in runs)
    return Fault.SERVED_BY_NOBODY if shown["close_reason"] == "served" and not driven else None


def order_line(order: Known, all_: Chronicle) -> Line:
    """An order ends; one that was driven had been taken by a person in its last revision."""
    shown = order.shown
    how = " ".join(filter(None, (shown["state"], shown["end_reason"])))
    name = f"{shown['number']} {shown['vehicle_name']}"
    return Line(Subject.ORDER, name, how, order.actor, shown["ended_at"], _order_fault(order, all_))


def _order_fault(order: Known, all_: Chronicle) -> Fault | None:
    shown = order.shown
    if shown["state"] not in ORDER_ENDS:
        return Fault.NOT_ENDED
    if shown["state"] == "reassigned" and not all_.orders_of("replaces", shown["id"]):
        return Fault.REPLACED_BY_NOTHING
    if shown["state"] not in DRIVEN:
        return None
    if not shown["acknowledged_by"]:
        return Fault.NEVER_ACKNOWLEDGED
    taken = shown["acknowledged_revision"] == shown["revision"]
    return None if taken else Fault.REVISION_NOT_ACKNOWLEDGED


def vehicle_lines(all_: Chronicle) -> Iterator[Line]:
    """Every vehicle that was sent, or whose duty changed, is free in the end or says why not."""
    names = {id_: vehicle.shown["name"] for id_, vehicle in all_.vehicles.items()}
    names |= {run.shown["vehicle_id"]: run.shown["vehicle_name"] for run in all_.orders.values()}
    for id_, name in sorted(names.items(), key=lambda pair: pair[1]):
        yield _vehicle_line(id_, name, all_)


def _vehicle_line(id_: str, name: str, all_: Chronicle) -> Line:
    runs, vehicle = all_.orders_of("vehicle_id", id_), all_.vehicles.get(id_)
    duty = vehicle.shown["duty"] if vehicle else "in_service"
    reason = vehicle.shown["duty_reason"] if vehicle else None
    ends = [run.shown["ended_at"] or "" for run in runs]
    since = vehicle.shown["duty_since"] if vehicle else ""
    how = " ".join(filter(None, (f"{len(runs)} orders,", duty, reason)))
    last = runs[-1].actor if runs else (vehicle.actor if vehicle else "")
    open_ = any(run.shown["state"] not in ORDER_ENDS for run in runs)
    unsaid = duty != "in_service" and not reason
    fault = Fault.NOT_FREE if open_ else Fault.NO_REASON if unsaid else None
    return Line(Subject.VEHICLE, name, how, last, max((*ends, since)), fault)


def task_line(task: Known, _: Chronicle) -> Line:
    """A task is done by somebody, or by the caller himself who called again."""
    shown = task.shown
    how = " ".join(filter(None, (shown["kind"], shown["state"], shown["disposition"])))
    name = f"{shown['number'] or WITHHELD} {shown['opened_at'][11:19]}"
    who = shown["done_by"] or task.actor
    unnamed = not shown["done_by"] and shown["disposition"] != "called_again"
    done = shown["state"] == "done"
    fault = Fault.NOT_ENDED if not done else Fault.NO_NAME if unnamed else None
    return Line(Subject.TASK, name, how, who, shown["done_at"], fault)


def log_lines(events: Iterable[StoredEvent]) -> Iterator[Line]:
    """The numbers of the log have no gap, its epoch is one, and every event has an actor."""
    before: StoredEvent | None = None
    for event in events:
        for fault in _event_faults(event, before):
            name = f"n {event.n} {event.kind}"
            yield Line(Subject.LOG, name, event.wire, event.actor, str(event.recorded_at), fault)
        before = event


def _event_faults(event: StoredEvent, before: StoredEvent | None) -> Iterator[Fault]:
    if event.n != (before.n if before else 0) + 1:
        yield Fault.GAP
    if before is not None and event.epoch != before.epoch:
        yield Fault.OTHER_EPOCH
    if not event.actor or not event.wire:
        yield Fault.NO_ACTOR
