"""What an examination of one part found."""

from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """How bad it is."""

    OK = "OK"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part's state.

    Attributes:
        grade: FAIL means calls suffer now; WARN means something is truly lacking.
        code: What was found; the words stand in ``texts.toml``.
        parameters: What the words need.
    """

    grade: Grade
    code: str
    parameters: dict[str, object] = field(default_factory=dict)


def ok(code: str, **parameters: object) -> Finding:
    """Nothing is wrong."""
    return Finding(Grade.OK, code, parameters)


def warn(code: str, **parameters: object) -> Finding:
    """Something is lacking; calls are taken all the same."""
    return Finding(Grade.WARN, code, parameters)


def fail(code: str, **parameters: object) -> Finding:
    """Something does not work."""
    return Finding(Grade.FAIL, code, parameters)
