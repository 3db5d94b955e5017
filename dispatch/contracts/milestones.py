"""Suggested milestones on the wire: what a person confirms, and the settings."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from dispatch.contracts.base import Command, View
from dispatch.contracts.orders import Milestone


class ConfirmMilestone(Command):
    """Confirm a milestone that positions suggest, at the time of the suggestion."""

    milestone: Milestone


class DismissMilestone(Command):
    """Call a suggested milestone wrong; it is not suggested again for this order."""

    milestone: Milestone
    reason: Literal["not_there", "passing", "pressed_by_mistake", "other"]


class MilestoneSettingsView(View):
    """The settings in force; version 0 is what a centre begins with."""

    version: int
    enabled: bool
    confirms_itself: tuple[Milestone, ...]
    scene_m: int
    hospital_m: int
    station_m: int
    dwell_s: int
    slow_kmh: int
    stale_after_s: int
    contradicts_m: int
    changed_by: str | None
    changed_at: datetime | None


class ChangeMilestoneSettings(Command):
    """A whole new set, on top of the version that the editor saw."""

    base_version: int = Field(ge=0)
    enabled: bool
    confirms_itself: tuple[Milestone, ...] = Field(max_length=9)
    scene_m: int = Field(ge=20, le=1000)
    hospital_m: int = Field(ge=20, le=1000)
    station_m: int = Field(ge=20, le=1000)
    dwell_s: int = Field(ge=2, le=300)
    slow_kmh: int = Field(ge=3, le=40)
    stale_after_s: int = Field(ge=10, le=600)
    contradicts_m: int = Field(ge=200, le=20_000)
