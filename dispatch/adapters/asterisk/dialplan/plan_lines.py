"""A dedicated line as an exchange knows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dispatch.adapters.asterisk.dialplan.safe import (
    UnsafeValue,
    check_dialled,
    check_range,
    check_secret,
)
from dispatch.domain.line import MOST_LINES, LineWay, line_phone

FILE = "lines.conf"
# Where a call from a line comes in, by its way; a by-pass group has a context of its own.
DOWN, DIRECT, BYPASS = "line-down", "line-direct", "line-by-"
# The queue in which direct lines wait for a seat.
DIRECT_QUEUE = "direct"
_LABEL = re.compile(r"[^\W_][\w ·.()（）-]{0,39}")
_GROUP = re.compile(r"[a-z][a-z0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class StationLine:
    """One line: line 1 is phone 7001.

    Args:
        label: Shown at a seat when the line rings there.
        group: Of a by-pass line.
        second_number: Rung over the trunks when the line does not answer.
    """

    number: int
    label: str
    way: LineWay
    password: str = field(repr=False)
    group: str = ""
    second_number: str = ""

    def __post_init__(self) -> None:
        check_range("line", self.number, 1, MOST_LINES)
        check_secret("line_password", self.password)
        _require("line_label", _LABEL.fullmatch(self.label) is not None)
        grouped = _GROUP.fullmatch(self.group) is not None
        _require("line_group", grouped if self.way is LineWay.BYPASS else not self.group)
        if self.second_number:
            check_dialled("second_number", self.second_number)

    @property
    def phone(self) -> str:
        """Name of the endpoint."""
        return line_phone(self.number)

    @property
    def context(self) -> str:
        """Where a call from it comes in."""
        if self.way is LineWay.BYPASS:
            return f"{BYPASS}{self.group}"
        return DIRECT if self.way is LineWay.DIRECT else DOWN


def to_direct(lines: Sequence[StationLine]) -> Iterator[str]:
    """Keep whoever came over a direct line out of the public queue, also when his seat died."""
    if any(line.way is LineWay.DIRECT for line in lines):
        yield f'GotoIf($["${{DIRECT}}" = "1"]?{DIRECT},wait,1)'


def _require(field_name: str, met: object) -> None:
    if not met:
        raise UnsafeValue(field=field_name)
