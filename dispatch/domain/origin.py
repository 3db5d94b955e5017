"""Where an act came from: kept with every event it makes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Wire(StrEnum):
    """Which wire an act came over."""

    CONSOLE = "console"
    EXCHANGE = "exchange"
    TIMER = "timer"
    REACTION = "reaction"
    CLI = "cli"
    STATION = "station"
    VOICE = "voice"
    LINK = "link"
    POSITION = "position"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Origin:
    """Actor, wire and the instant by the source's own clock.

    Args:
        actor: staff:1027, exchange:node1, device:NAME, terminal:NUMBER, timer, reaction:NAME, link,
            positions or cli.
        happened_at: By the source's clock; None where the source has none of its own.
        clock_offset_ms: That clock minus the database's, where measured.
    """

    actor: str
    wire: Wire
    happened_at: datetime | None = None
    clock_offset_ms: int | None = None


def staff_origin(staff_number: str) -> Origin:
    """A person at a page; the page's own clock is not trusted."""
    return Origin(actor=f"staff:{staff_number}", wire=Wire.CONSOLE)


def device_origin(name: str) -> Origin:
    """A station's device."""
    return Origin(actor=f"device:{name}", wire=Wire.STATION)
