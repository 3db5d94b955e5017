"""The nearest AED 自动除颤器: told to a caller and to a crew where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.domain.surroundings import PlaceAround

AED_WITHIN_M = 500.0
"""Farther is no use: whoever fetches it runs both ways."""


@dataclass(frozen=True, slots=True)
class NearestAed:
    """The nearest one, and how one gets at it."""

    name: str
    detail: str
    away_m: int


def nearest_aed(around: Sequence[PlaceAround]) -> NearestAed | None:
    """Choose the nearest of those around a place; None where there is none."""
    nearest = min(around, key=lambda one: (one.away_m, one.name), default=None)
    return NearestAed(nearest.name, nearest.detail, nearest.away_m) if nearest else None
