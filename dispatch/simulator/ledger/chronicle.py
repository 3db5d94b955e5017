"""What the event log says in the end of everything that it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dispatch.contracts.events import StoredEvent

Shown = Mapping[str, Any]
NAMES = ("call", "incident", "order", "vehicle", "task")


@dataclass(frozen=True, slots=True)
class Known:
    """Something as it was last shown, and who changed it last."""

    shown: Shown
    actor: str
    kind: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The last of everything, in the order in which it was first named."""

    calls: Mapping[str, Known] = field(default_factory=dict)
    incidents: Mapping[str, Known] = field(default_factory=dict)
    orders: Mapping[str, Known] = field(default_factory=dict)
    vehicles: Mapping[str, Known] = field(default_factory=dict)
    tasks: Mapping[str, Known] = field(default_factory=dict)

    def orders_of(self, name: str, id_: str) -> Sequence[Known]:
        """Give the orders whose field of this name holds an id."""
        return [one for one in self.orders.values() if one.shown[name] == id_]


def read_chronicle(events: Iterable[StoredEvent]) -> Chronicle:
    """Read the log from its begin; later views replace earlier ones."""
    last: dict[str, dict[str, Known]] = {name: {} for name in NAMES}
    for event in events:
        for name in NAMES:
            shown = event.payload.get(name)
            if isinstance(shown, dict):
                last[name][shown["id"]] = Known(shown, event.actor, event.kind)
    return Chronicle(*(last[name] for name in NAMES))
