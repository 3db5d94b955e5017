"""What may have happened to an invented patient: the table sicknesses.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dispatch.simulator.patients.script import Answer

TABLE = Path(__file__).with_name("sicknesses.toml")


@dataclass(frozen=True, slots=True)
class Sickness:
    """One line of the table.

    Args:
        voice: What the caller says.
        weight: How often it comes, against the others.
        ages: Youngest and oldest patient.
        answers: Fields of the call form.
        in_the_open: Whether it happens on the street instead of at home.
    """

    name: str
    voice: str
    weight: int
    ages: tuple[int, int]
    answers: Mapping[str, Answer] = field(hash=False)
    in_the_open: bool = False


@cache
def sicknesses() -> Sequence[Sickness]:
    """Read the table."""
    lines = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(
        Sickness(name, **{**line, "ages": tuple(line["ages"])}) for name, line in lines.items()
    )


def find_sickness(name: str) -> Sickness:
    """Find one by its name; StopIteration for an unknown one."""
    return next(one for one in sicknesses() if one.name == name)
