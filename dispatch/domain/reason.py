"""Reasons: codes with named values, told in words by the catalogue under `reason.CODE`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something stands where it stands in a list."""

    code: str
    parameters: Mapping[str, str | int | None] = field(default_factory=dict)
