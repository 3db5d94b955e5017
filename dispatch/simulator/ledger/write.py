"""Writes the ledger: a pure function from the events of a log to lines."""

from collections.abc import Iterator, Sequence

from dispatch.contracts.events import StoredEvent
from dispatch.simulator.ledger.chronicle import Chronicle, read_chronicle
from dispatch.simulator.ledger.line import Line
from dispatch.simulator.ledger.rules import (
    call_line,
    incident_line,
    log_lines,
    order_line,
    task_line,
    vehicle_lines,
)


def write_ledger(events: Sequence[StoredEvent]) -> Sequence[Line]:
    """Give one line for everything that the log names, and one for each fault of its numbers.

    Args:
        events: The whole log from its first event, in order.
    """
    all_ = read_chronicle(events)
    return [*_lines(all_), *log_lines(events)]


def unexplained(lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines that have a fault."""
    return [line for line in lines if line.fault is not None]


def _lines(all_: Chronicle) -> Iterator[Line]:
    yield from (call_line(call, all_) for call in all_.calls.values())
    yield from (incident_line(incident, all_) for incident in all_.incidents.values())
    yield from (order_line(order, all_) for order in all_.orders.values())
    yield from vehicle_lines(all_)
    yield from (task_line(task, all_) for task in all_.tasks.values())
