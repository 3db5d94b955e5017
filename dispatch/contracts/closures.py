"""Closures and slow zones on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, Instant, ShortText, View
from dispatch.contracts.calls import PointView

ClosureAct = Literal["drawn", "began", "extended", "lifted", "restored", "ended"]
Accepted = Annotated[frozenset[ShortText], Field(max_length=500)]


class SpotAsked(Command):
    """A point on WGS-84, degrees; whoever swaps both is told so by the server."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-180, le=180)


class StreetHitView(View):
    """A street that a closure touches; the name is empty where the map has none."""

    name: str
    metres: float


class ClosureView(View):
    """A closure or slow zone; speed_percent is what is left of the usual speed, 0: closed.

    It is in force from begins_at to ends_at unless it was lifted. cuts_off names the hospitals
    and stations that it cuts off; whoever drew it accepted that.
    """

    id: UUID
    number: int
    shape: Literal["line", "area"]
    speed_percent: int
    points: tuple[PointView, ...]
    reason: str
    begins_at: datetime
    ends_at: datetime
    drawn_by: str
    drawn_at: datetime
    streets: tuple[StreetHitView, ...]
    cuts_off: tuple[str, ...]
    lifted_by: str | None
    lifted_at: datetime | None


class ClosuresView(View):
    """Those that are not over and the last that are, newest first."""

    closures: tuple[ClosureView, ...]


class ClosureDrawn(Command):
    """What a person drew; begins_at null: at once."""

    shape: Literal["line", "area"]
    speed_percent: int = Field(ge=0, le=95)
    points: Annotated[tuple[SpotAsked, ...], Field(min_length=2, max_length=500)]
    reason: ShortText
    begins_at: Instant | None = None
    ends_at: Instant


class DrawClosure(ClosureDrawn):
    """Close roads or make them slow; accepts names the places that it may cut off."""

    accepts: Accepted = frozenset()


class ClosureCheckView(View):
    """What a drawing would do: the streets it touches, the places it cuts off."""

    streets: tuple[StreetHitView, ...]
    cuts_off: tuple[str, ...]


class RestoreClosure(Command):
    """Take the lifting back; accepts names the places that it may cut off."""

    accepts: Accepted = frozenset()


class ExtendClosure(Command):
    """Let it end at another time."""

    ends_at: Instant


class ClosureEvent(View):
    """Payload of closure_changed."""

    act: ClosureAct
    closure: ClosureView
