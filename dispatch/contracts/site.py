"""Site settings on the wire: live, versioned, audited."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, ShortText, View
from dispatch.contracts.calls import TalkDisposition
from dispatch.contracts.place_source_plan import PlaceSourcePlan
from dispatch.contracts.skills import SkillPlan
from dispatch.contracts.tasks import Disposition

DialledNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{3,20}$")]
Distribution = Literal["ring_all", "longest_idle"]
PhoneName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,15}$")]


class SeatPlan(Command):
    """One seat of the centre."""

    number: int = Field(ge=1, le=99)
    kind: Literal["soft", "desk"]
    penalty: int = Field(0, ge=0, le=9)


class TrunkPlan(Command):
    """One trunk from the carrier's gateway, known by its address."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,15}$")
    host: str = Field(pattern=r"^[0-9a-zA-Z.:-]{1,253}$")
    port: int = Field(5060, gt=0, lt=65536)
    priority: int = Field(1, ge=1, le=99)


TimingName = Literal[
    "overflow_rings_s",
    "message_longest_s",
    "ring_cycle_s",
    "caller_lost_after_s",
    "phone_checked_every_s",
    "phone_asked_for_s",
    "trunk_checked_every_s",
    "trunk_asked_for_s",
    "place_said_every_s",
    "break_through_every_s",
    "call_out_rings_s",
    "transfer_rings_s",
    "transfer_back_rings_s",
    "skilled_rings_s",
    "message_silence_s",
    "speech_lets_through_s",
    "speech_pause_s",
    "own_phone_rings_s",
    "leader_answers_within_s",
    "claim_holds_s",
]


class TimingView(View):
    """One time limit of the telephones, in seconds, and within what it may be set."""

    name: TimingName
    value_s: float
    usual_s: float
    lowest_s: float
    highest_s: float


class SetTiming(Command):
    """One time limit, in seconds; what was read with it may be sent back and is not heeded."""

    name: TimingName
    value_s: float = Field(ge=0, le=3600)
    usual_s: float | None = None
    lowest_s: float | None = None
    highest_s: float | None = None


class District(Command):
    """A district, by the first digits of its local numbers; together: its station rings too."""

    name: ShortText
    together: bool
    prefixes: tuple[Annotated[str, StringConstraints(pattern=r"^[2-9][0-9]{1,7}$")], ...] = Field(
        max_length=99
    )
    station_number: str = Field("", pattern=r"^([0-9]{3,20})?$")


class LinePlan(Command):
    """One dedicated line and the second telephone of the same place; line 1 is phone 7001."""

    number: int = Field(ge=1, le=199)
    label: str = Field(min_length=1, max_length=40)
    owner: Literal["station", "hospital", "office"]
    code: str = Field(min_length=1, max_length=40)
    way: Literal["down", "direct", "bypass"] = "down"
    group: str = Field("", pattern=r"^([a-z][a-z0-9]{0,11})?$")
    carrier: str = Field("", max_length=40)
    second_number: str = Field("", pattern=r"^([0-9]{3,20})?$")
    second_carrier: str = Field("", max_length=40)


class LineWarningView(View):
    """What a place lacks of being reached when one way fails."""

    place: str
    lack: Literal["no_line", "no_second", "same_carrier", "carrier_unsaid"]


class LinesView(View):
    """The dedicated lines as seats and administrators see them, and what is lacking."""

    lines: tuple[LinePlan, ...]
    warnings: tuple[LineWarningView, ...]


class SiteSettingsView(View):
    """The settings in force and who made them so."""

    version: int
    centre_name: str
    area_code: str
    seats: tuple[SeatPlan, ...]
    trunks: tuple[TrunkPlan, ...]
    spare_phones: tuple[str, ...]
    backup_numbers: tuple[str, ...]
    backup_rings_s: int
    message_after_s: int
    emergency_number: str
    answer_overdue_after_s: int
    overflow_after_s: int
    seat_leg_lost_after_s: int
    wrap_up_s: int
    talk_dispositions: tuple[TalkDisposition, ...]
    call_back_reasons: tuple[Disposition, ...]
    order_acknowledge_s: int
    timings: tuple[TimingView, ...] = ()
    distribution: Distribution = "ring_all"
    districts: tuple[District, ...] = ()
    surge_lasts_min: int = 30
    lines: tuple[LinePlan, ...] = ()
    park_returns_after_s: int = 60
    skills: tuple[SkillPlan, ...] = ()
    says_staff_number: bool = False
    dial_in_number: str = ""
    place_sources: PlaceSourcePlan = PlaceSourcePlan()
    changed_by: str
    changed_at: datetime


class ChangeSite(Command):
    """A whole new set of site settings, on top of the version that the editor saw."""

    base_version: int = Field(ge=0)
    centre_name: ShortText
    area_code: str = Field(pattern=r"^0[0-9]{2,3}$")
    seats: tuple[SeatPlan, ...] = Field(min_length=1, max_length=99)
    trunks: tuple[TrunkPlan, ...] = Field(max_length=16)
    spare_phones: tuple[PhoneName, ...] = Field(max_length=9)
    backup_numbers: tuple[DialledNumber, ...] = Field(max_length=9)
    backup_rings_s: int = Field(ge=10, le=120)
    message_after_s: int = Field(ge=30, le=3600)
    emergency_number: str = Field(pattern=r"^[0-9]{3,8}$")
    answer_overdue_after_s: int = Field(ge=3, le=120)
    overflow_after_s: int = Field(ge=5, le=300)
    seat_leg_lost_after_s: int = Field(ge=2, le=60)
    wrap_up_s: int = Field(ge=0, le=600)
    talk_dispositions: tuple[TalkDisposition, ...] | None = Field(None, min_length=1)
    call_back_reasons: tuple[Disposition, ...] | None = Field(None, min_length=1)
    order_acknowledge_s: int = Field(ge=3, le=300)
    timings: tuple[SetTiming, ...] = Field((), max_length=64)
    distribution: Distribution = "ring_all"
    districts: tuple[District, ...] = Field((), max_length=40)
    surge_lasts_min: int = Field(30, ge=5, le=720)
    lines: tuple[LinePlan, ...] = Field((), max_length=199)
    park_returns_after_s: int = Field(60, ge=10, le=600)
    skills: tuple[SkillPlan, ...] | None = Field(None, max_length=9)
    says_staff_number: bool = False
    dial_in_number: str = Field("", pattern=r"^([0-9]{3,20})?$")
    place_sources: PlaceSourcePlan | None = None
