"""Over which exchange a seat calls out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WayOut:
    """One exchange as a way out.

    Args:
        acts: Whether it can be asked now.
        reaches_out: Whether it reaches any trunk; None: not known.
    """

    exchange: str
    acts: bool
    reaches_out: bool | None = None


def choose_exchange(ways: Sequence[WayOut], phone_at: Sequence[str]) -> str | None:
    """Choose the first exchange that serves best; None when none can be asked.

    One that reaches the seat's phone goes before one that reaches a trunk: without the phone
    nothing begins at all, while a trunk that does not answer is found out by trying.
    """
    living = [way for way in ways if way.acts]
    ranked = sorted(living, key=lambda way: (way.exchange not in phone_at, _doubt(way.reaches_out)))
    return ranked[0].exchange if ranked else None


def _doubt(reaches_out: bool | None) -> int:
    return {True: 0, None: 1, False: 2}[reaches_out]
