"""A place that the search found, with what speaks for it and what does not."""

from dataclasses import dataclass, replace
from enum import StrEnum

from gis.datum import Wgs84


class Part(StrEnum):
    """A part of what was typed."""

    NAME = "name"
    DISTRICT = "district"
    NUMBER = "number"
    BUILDING = "building"
    CROSSING = "crossing"
    KILOMETRE = "kilometre"
    DIRECTION = "direction"
    POINT = "point"


class How(StrEnum):
    """How a part was answered. What comes after READS is an answer with a doubt."""

    WHOLE = "whole"
    ALIAS = "alias"
    READS = "reads"
    INITIALS = "initials"
    BEGINNING = "beginning"
    WITHIN = "within"
    WORDS = "words"
    SOUND = "sound"
    SIMILAR = "similar"
    CONTAINED = "contained"
    INTERPOLATED = "interpolated"
    NEAREST = "nearest"
    UNKNOWN = "unknown"
    OTHER = "other"
    APART = "apart"
    SWAPPED = "swapped"
    CONVERTED = "converted"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of what was typed and how this place answers it.

    Attributes:
        text: What of the region answers it or stands beside it; empty where nothing does.
    """

    part: Part
    how: How
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place with how well it answers.

    Attributes:
        key: The name as it is looked up: of a house the key of its parent.
        confidence: 0 to 1; the whole name, unmistakable, is 1.
        weight: The smaller the more important.
        excess: How many characters its key has more than what was typed.
        away_m: From the caller's point, else from the region's middle.
    """

    id: str
    name: str
    detail: str
    district: str
    kind: str
    initials: str
    point: Wgs84
    key: str
    confidence: float
    reasons: tuple[Reason, ...]
    weight: int
    excess: int = 0
    away_m: float = 0.0

    def doubted(self, factor: float, *reasons: Reason) -> "Found":
        """Trust it less, and say why."""
        confidence = round(self.confidence * factor, 3)
        return replace(self, confidence=confidence, reasons=(*self.reasons, *reasons))

    def at(self, away_m: float) -> "Found":
        """Say how far away it is."""
        return replace(self, away_m=away_m)
