"""What a technician reads of one sentence or frame."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Args:
        name: A code of the text catalogue.
        raw: As it was sent.
        meaning: What it means, in figures and units; empty where it says so itself.
    """

    name: str
    raw: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One sentence or frame.

    Args:
        kind: What it is: GPRMC, TAG, 0200.
        problem: Why it is not used: a kind of damage; None when it is sound.
    """

    kind: str
    fields: tuple[Field, ...]
    problem: str | None = None
