"""Parts of the system whose health is shown as lamps and told as events."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PartState(StrEnum):
    """How a part is, best first."""

    WELL = "well"
    DEGRADED = "degraded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Part:
    """One lamp.

    Args:
        name: exchange:NAME, recorder:NAME, database, server:NAME, roads, feed:NAME, trunk:NAME,
            subscribers (their refresh), tracks (their store) or sms.
        observer: The server that sees it so.
        code: What is wrong, by the text catalogue; None while WELL.
    """

    name: str
    observer: str
    state: PartState
    since: datetime
    code: str | None = None
