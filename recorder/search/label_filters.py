"""Filters by what a label says and by length, the same in both stores."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MIN_DIGITS: Final = 3
MIN_DIGITS_FOR_A_SLIP: Final = 8
"""From here on each pattern with a wrong digit keeps a run of four, as the index wants it."""
_ANY_ONE: Final = "_"
_MS: Final = 1000

Condition = tuple[str, *tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class LabelFilters:
    """Filters, all of which must hold.

    Args:
        digits: These digits in a row anywhere in the caller's or the called number; of
            `MIN_DIGITS_FOR_A_SLIP` digits and more, one may be wrong.
        called: The called number; with a leading `*` its last digits.
        seat: The seat that spoke.
        staff_number: Who spoke.
        min_duration_ms: At least this long.
        max_duration_ms: At most this long.
    """

    digits: str | None = None
    called: str | None = None
    seat: int | None = None
    staff_number: str | None = None
    min_duration_ms: int | None = None
    max_duration_ms: int | None = None


def label_conditions(wanted: LabelFilters) -> Iterator[Condition]:
    """Each filter that is set, with its values."""
    if wanted.digits is not None:
        yield _digits_condition(wanted.digits)
    if wanted.called is not None:
        yield _called_condition(wanted.called)
    if wanted.seat is not None:
        yield "seat = ?", wanted.seat
    if wanted.staff_number is not None:
        yield "staff_number = ?", wanted.staff_number
    if wanted.min_duration_ms is not None:
        yield f"frames * {_MS} >= CAST(? AS bigint) * sample_rate_hz", wanted.min_duration_ms
    if wanted.max_duration_ms is not None:
        yield f"frames * {_MS} <= CAST(? AS bigint) * sample_rate_hz", wanted.max_duration_ms


def _digits_condition(digits: str) -> Condition:
    patterns = [f"%{digits}%"]
    if len(digits) >= MIN_DIGITS_FOR_A_SLIP:
        patterns += [
            f"%{digits[:wrong]}{_ANY_ONE}{digits[wrong + 1 :]}%" for wrong in range(len(digits))
        ]
    either = " OR ".join(["number LIKE ? OR called_number LIKE ?"] * len(patterns))
    return f"({either})", *(pattern for pattern in patterns for _ in range(2))


def _called_condition(called: str) -> Condition:
    if not called.startswith("*"):
        return "called_number = ?", called
    ending = called.removeprefix("*")
    return "substr(called_number, length(called_number) - ?) = ?", len(ending) - 1, ending
