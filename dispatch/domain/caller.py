"""What is known of a caller before anybody has spoken to him."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gis.datum import Wgs84


class LineKind(StrEnum):
    """What stands behind a number. Only PERSONAL lines may propose their own address."""

    PERSONAL = "personal"
    FORWARDED = "forwarded"
    SWITCHBOARD = "switchboard"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A row of the three-field table 三字段: number, owner, address.

    Args:
        source: Where the row came from, such as an import's file name.
        as_of: When that source was current.
    """

    number: str
    owner: str
    address: str
    point: Wgs84 | None
    line_kind: LineKind
    source: str
    as_of: datetime

    @property
    def proposes_address(self) -> bool:
        """Whether the registered address may be offered as the scene."""
        return self.line_kind is LineKind.PERSONAL


@dataclass(frozen=True, slots=True)
class KeyPatientFlag:
    """Tells before the answer that a key patient calls; looking further is audited."""

    id: UUID
    category: str


@dataclass(frozen=True, slots=True)
class EarlierCalls:
    """How often this number called in the last thirty days, and when last."""

    count: int
    latest_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallerCard:
    """All that the call window shows of a caller at the first ring."""

    subscriber: Subscriber | None
    key_patient: KeyPatientFlag | None
    earlier_calls: EarlierCalls
