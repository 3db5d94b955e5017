"""A bounded stretch of the past that statistics are made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.errors import DomainError

LONGEST = timedelta(days=31)


class PeriodInvalid(DomainError):
    """A period ends after it begins, and is at most 31 days long."""

    code = "period_invalid"


@dataclass(frozen=True, slots=True)
class Period:
    """From an instant up to, not including, another; PeriodInvalid."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if not self.since < self.until <= self.since + LONGEST:
            raise PeriodInvalid
