"""What was learned of drives: the report, and what is in force."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field

from dispatch.contracts.base import Command, View


class HourFactorView(View):
    """What was learned of one hour of the day; 1 of few drives."""

    hour: int
    runs: int
    factor: float


class CalibrationView(View):
    """What is in force; version 0 is what a centre begins with.

    Args:
        factors: Of each hour of the day in zone.
        error_share_percent: None: what the rules of dispatch say.
        undoes: The version that this takes back.
    """

    version: int
    factors: tuple[float, ...]
    error_share_percent: int | None
    runs: int
    zone: str
    used_by: str | None
    used_at: datetime | None
    undoes: int | None


class CalibrationReportView(View):
    """How good predictions were, and what would be learned from it.

    Args:
        suffices: Whether there are drives enough to learn from; least says how many that is.
        left_out: Drives that nothing is learned from, by why.
        bias_s: Mean of real minus predicted.
        within_percent: Of the spans that were kept.
        in_force: Whose factors the next one takes the place of.
    """

    since: datetime
    until: datetime
    zone: str
    runs: int
    least: int
    suffices: bool
    left_out: Mapping[str, int]
    bias_s: float | None
    mae_s: float | None
    p90_s: float | None
    spans: int
    within_percent: float | None
    error_share_percent: int | None
    hours: tuple[HourFactorView, ...]
    in_force: CalibrationView


class ChangeCalibration(Command):
    """Put in force what is learned now, or take back what is; base_version is what was seen."""

    base_version: int = Field(ge=0)


class CalibrationEvent(View):
    """Payload of calibration_used and calibration_undone."""

    calibration: CalibrationView
